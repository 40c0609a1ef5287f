using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Leases;

/// <summary>Who owns a session, as stored.</summary>
/// <param name="Worker">The holder; <see langword="null"/> after a release.</param>
public sealed record Lease(SessionId Session, WorkerId? Worker, long Epoch);
