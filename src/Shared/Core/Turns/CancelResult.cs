namespace TmuxBuilder.Core.Turns;

/// <summary>What came of cancelling, and of which turn.</summary>
public sealed record CancelResult(CancelOutcome Outcome, TurnId? Turn = null);
