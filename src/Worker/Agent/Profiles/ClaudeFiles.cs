using System.Text.Json.Nodes;

namespace TmuxBuilder.Agent.Profiles;

/// <summary>The CLI's settings: every dialog answered beforehand, hooks where the agent cannot reach them.</summary>
internal static class ClaudeFiles
{
    /// <summary>Stands where a key must stand; the model proxy puts the real one in its place.</summary>
    public const string PlaceholderKey = "sandbox-placeholder-key-0000000000000000";

    private const int ApprovedKeyLength = 20;
    private const int HookTimeoutSeconds = 10;

    private static readonly string[] HookedEvents =
    [
        "SessionStart", "UserPromptSubmit", "PreToolUse", "PostToolUse", "PostToolUseFailure", "PermissionRequest",
        "Stop", "StopFailure", "SessionEnd",
    ];

    /// <summary><c>.claude.json</c>: onboarding done, folder trusted, placeholder key approved.</summary>
    public static string State(string folder) => new JsonObject
    {
        ["hasCompletedOnboarding"] = true,
        ["customApiKeyResponses"] = new JsonObject
        {
            ["approved"] = new JsonArray(PlaceholderKey[^ApprovedKeyLength..]),
            ["rejected"] = new JsonArray(),
        },
        ["projects"] = new JsonObject { [folder] = new JsonObject { ["hasTrustDialogAccepted"] = true } },
    }.ToJsonString();

    /// <summary>Managed settings: our hooks and no others, whatever the agent writes elsewhere.</summary>
    public static string ManagedSettings(string hookScript)
    {
        var hooks = new JsonObject();
        foreach (var name in HookedEvents)
        {
            hooks[name] = new JsonArray(new JsonObject
            {
                ["hooks"] = new JsonArray(new JsonObject
                {
                    ["type"] = "command",
                    ["command"] = hookScript,

                    // With arguments, even none, the CLI runs the script itself rather than through a shell.
                    ["args"] = name == "PermissionRequest" ? new JsonArray("refuse") : new JsonArray(),
                    ["timeout"] = HookTimeoutSeconds,
                }),
            });
        }

        return new JsonObject
        {
            ["allowManagedHooksOnly"] = true,
            ["skipDangerousModePermissionPrompt"] = true,
            ["hooks"] = hooks,
        }.ToJsonString();
    }
}
