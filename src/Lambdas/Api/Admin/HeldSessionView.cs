namespace TmuxBuilder.Api.Admin;

/// <summary>A session that a worker has.</summary>
/// <param name="AtWork">Whether its agent works on a turn.</param>
public sealed record HeldSessionView(string Guid, string GuidShort, bool AtWork);
