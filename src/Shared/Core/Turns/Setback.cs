namespace TmuxBuilder.Core.Turns;

/// <summary>Something that went wrong within a turn and was borne.</summary>
/// <param name="Cause">For admins; redacted.</param>
public sealed record Setback(DateTimeOffset At, SetbackKind Kind, string Cause);
