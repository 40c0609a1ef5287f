namespace TmuxBuilder.Core.Diagnoses;

/// <summary>What is known of an agent.</summary>
/// <param name="Typed">The lines that were typed last, oldest first.</param>
/// <param name="Signals">What was seen of it last, oldest first.</param>
/// <param name="Screen">Its last screen.</param>
/// <param name="ScreenKind">What that screen seems to show.</param>
/// <param name="Exit">How it ended; <see langword="null"/> while it lives.</param>
public sealed record AgentReport(
    string State,
    IReadOnlyList<DiagnosisNote> Typed,
    IReadOnlyList<DiagnosisNote> Signals,
    string? Screen,
    string ScreenKind,
    string? Exit,
    string? CliVersion);
