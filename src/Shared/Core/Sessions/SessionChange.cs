namespace TmuxBuilder.Core.Sessions;

/// <summary>What came of changing a session.</summary>
/// <param name="Session">As it is stored now; <see langword="null"/> when absent.</param>
public sealed record SessionChange(SaveOutcome Outcome, Session? Session);
