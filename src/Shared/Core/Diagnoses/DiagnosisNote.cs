namespace TmuxBuilder.Core.Diagnoses;

/// <summary>Something that was seen, and when.</summary>
public sealed record DiagnosisNote(DateTimeOffset At, string Text);
