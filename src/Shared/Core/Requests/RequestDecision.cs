namespace TmuxBuilder.Core.Requests;

/// <summary>What came of deciding a request.</summary>
/// <param name="Request">As it stands now; <see langword="null"/> when absent.</param>
public sealed record RequestDecision(RequestOutcome Outcome, BuildRequest? Request);
