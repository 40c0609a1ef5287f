namespace TmuxBuilder.Core.Sites;

/// <summary>What came of asking for a switch; site and release are there when it was accepted.</summary>
public sealed record Switched(SwitchOutcome Outcome, Site? Site = null, Release? Release = null);
