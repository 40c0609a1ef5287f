namespace TmuxBuilder.Core.Diagnoses;

/// <summary>
/// What is known of a turn that went wrong, for admins. Redacted and bounded; it holds no whole guid.
/// </summary>
/// <param name="Session">The session's first 12 digits.</param>
/// <param name="State">The turn's state when this was written.</param>
/// <param name="Reason">What the client was told.</param>
/// <param name="Cause">Why it ended, for admins.</param>
/// <param name="Setbacks">What went wrong before, oldest first.</param>
/// <param name="Agent">Its last agent; <see langword="null"/> when none was there to look at.</param>
public sealed record TurnDiagnosis(
    string Turn,
    string Session,
    string State,
    string? Reason,
    string? Cause,
    int Attempts,
    string? PromptFile,
    DateTimeOffset WrittenAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    TimeSpan Worked,
    string Worker,
    IReadOnlyList<DiagnosisNote> Setbacks,
    AgentReport? Agent)
{
    /// <summary>The <c>X-Request-Id</c> of the call that caused it.</summary>
    public string? RequestId { get; init; }

    /// <summary>The trace of the call that caused it, by which logs and traces are found.</summary>
    public string? TraceId { get; init; }
}
