namespace TmuxBuilder.DemoAgent.Wire;

/// <summary>One hook's report, with the field names of the Claude Code CLI; absent fields are not written.</summary>
internal sealed record HookPayload(string HookEventName)
{
    public string? SessionId { get; init; }

    public string? Cwd { get; init; }

    public string? Source { get; init; }

    public string? Model { get; init; }

    public string? Reason { get; init; }

    public string? Prompt { get; init; }

    public string? ToolName { get; init; }

    public ToolInput? ToolInput { get; init; }

    public string? ToolUseId { get; init; }

    public string? Error { get; init; }

    public bool? StopHookActive { get; init; }

    public string? LastAssistantMessage { get; init; }

    public IReadOnlyList<string>? BackgroundTasks { get; init; }
}
