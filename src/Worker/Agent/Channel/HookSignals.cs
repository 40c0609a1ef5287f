using System.Text.Json;

namespace TmuxBuilder.Agent.Channel;

/// <summary>Reads a hook's JSON as a signal.</summary>
internal static class HookSignals
{
    // The CLI tells itself that a background task ended; nobody typed that.
    private const string OwnNotice = "<task-notification>";

    /// <summary><see langword="null"/> for hooks that tell nothing about the turn, and for what is no hook payload.</summary>
    public static AgentSignal? Read(string json, string folder)
    {
        HookPayload? payload;
        try
        {
            payload = JsonSerializer.Deserialize(json, ChannelJson.Default.HookPayload);
        }
        catch (JsonException)
        {
            return null;
        }

        return payload is null ? null : Map(payload, folder);
    }

    private static AgentSignal? Map(HookPayload hook, string folder) => hook.HookEventName switch
    {
        // "clear" and "compact" happen in the middle of a conversation and say nothing about input.
        "SessionStart" when hook.Source is null or "startup" or "resume" => new AgentSignal.Ready(),
        "UserPromptSubmit" when hook.Prompt is { } prompt && !prompt.StartsWith(OwnNotice, StringComparison.Ordinal) =>
            new AgentSignal.Accepted(prompt),
        "PreToolUse" when hook.ToolName is { } tool =>
            new AgentSignal.ToolStarted(tool, ToolSummary.Of(tool, hook.ToolInput, folder)),
        "PostToolUse" when hook.ToolName is { } tool => new AgentSignal.ToolEnded(tool, Failed: false),
        "PostToolUseFailure" when hook.ToolName is { } tool => new AgentSignal.ToolEnded(tool, Failed: true),
        "Stop" when !RunsInBackground(hook) => new AgentSignal.Stopped(hook.LastAssistantMessage),
        "StopFailure" => new AgentSignal.TurnFailed(hook.Error ?? "unknown", hook.LastAssistantMessage ?? ""),
        _ => null,
    };

    private static bool RunsInBackground(HookPayload hook) =>
        hook.BackgroundTasks is { ValueKind: JsonValueKind.Array } tasks && tasks.GetArrayLength() > 0;
}
