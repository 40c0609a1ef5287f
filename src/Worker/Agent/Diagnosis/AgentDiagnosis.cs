namespace TmuxBuilder.Agent.Diagnosis;

/// <summary>What is known of one agent, for admins. Redacted; it holds no secret and no whole guid.</summary>
/// <param name="State">The name of the state it is in.</param>
/// <param name="Typed">The lines that were typed last, oldest first, and when.</param>
/// <param name="Signals">What was seen last, oldest first, and when.</param>
/// <param name="Screen">The last screen; <see langword="null"/> when none could be read.</param>
/// <param name="ScreenKind">What that screen seems to show.</param>
/// <param name="Exit">How it ended, in a sentence; <see langword="null"/> while it lives.</param>
/// <param name="CliVersion">The agent program's own version; <see langword="null"/> when it does not tell.</param>
public sealed record AgentDiagnosis(
    string State,
    IReadOnlyList<AgentNote> Typed,
    IReadOnlyList<AgentNote> Signals,
    string? Screen,
    string ScreenKind,
    string? Exit,
    string? CliVersion);
