using System.Text.Json;

namespace TmuxBuilder.Agent.Channel;

/// <summary>Reads a hook's JSON.</summary>
internal static class HookReader
{
    // Far more than a line we type, and more than a real last message; the rest only fills memory.
    private const int MaxPrompt = 4096;
    private const int MaxMessage = 64 * 1024;
    private const int MaxName = 100;

    // The CLI tells itself that a background task ended; nobody typed that.
    private const string OwnNotice = "<task-notification>";

    /// <summary><see langword="null"/> for what is no hook payload.</summary>
    public static AgentHook? Read(string json, string folder)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ChannelJson.Default.HookPayload)
                is { HookEventName: { } name } payload
                ? Map(name, payload, folder)
                : null;
        }
        catch (Exception notRead) when (notRead is JsonException or ArgumentException or InvalidOperationException)
        {
            // Half of a surrogate pair is no JSON either, and told of in other ways, as an escape only when it is read.
            return null;
        }
    }

    private static AgentHook Map(string name, HookPayload hook, string folder) => name switch
    {
        // "clear" and "compact" happen in the middle of a conversation and say nothing about input.
        "SessionStart" when hook.Source is null or "startup" or "resume" => new AgentHook.Ready(),
        "UserPromptSubmit" when hook.Prompt is { } prompt && !prompt.StartsWith(OwnNotice, StringComparison.Ordinal) =>
            new AgentHook.Submitted(Cut(prompt, MaxPrompt)),
        "PreToolUse" when Name(hook.ToolName) is { } tool =>
            new AgentHook.ToolStarted(tool, ToolSummary.Of(tool, hook.ToolInput, folder)),
        "PostToolUse" when Name(hook.ToolName) is { } tool => new AgentHook.ToolEnded(tool, Failed: false),
        "PostToolUseFailure" when Name(hook.ToolName) is { } tool => new AgentHook.ToolEnded(tool, Failed: true),
        "PermissionRequest" when Name(hook.ToolName) is { } tool => new AgentHook.PermissionAsked(tool),
        "Stop" when !RunsInBackground(hook) =>
            new AgentHook.Stopped(hook.LastAssistantMessage is { } said ? Cut(said, MaxMessage) : null),
        "StopFailure" => new AgentHook.TurnFailed(
            Cut(hook.Error ?? "unknown", MaxName), Cut(hook.LastAssistantMessage ?? "", MaxMessage)),
        _ => new AgentHook.Other(),
    };

    private static string? Name(string? name) => name is null ? null : Cut(name, MaxName);

    private static string Cut(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];

    private static bool RunsInBackground(HookPayload hook) =>
        hook.BackgroundTasks is { ValueKind: JsonValueKind.Array } tasks && tasks.GetArrayLength() > 0;
}
