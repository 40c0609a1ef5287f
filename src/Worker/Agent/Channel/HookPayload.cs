using System.Text.Json;

namespace TmuxBuilder.Agent.Channel;

/// <summary>What a hook of the CLI carries, as far as we use it; everything may be absent.</summary>
internal sealed record HookPayload(
    string? HookEventName,
    string? Prompt,
    string? Source,
    string? ToolName,
    JsonElement? ToolInput,
    string? LastAssistantMessage,
    JsonElement? BackgroundTasks,
    string? Error);
