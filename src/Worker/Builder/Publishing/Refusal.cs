namespace TmuxBuilder.Builder.Publishing;

/// <summary>Why something is not published, and what cures it.</summary>
internal sealed record Refusal(string Reason, string Cure);
