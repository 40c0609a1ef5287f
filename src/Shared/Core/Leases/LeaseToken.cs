using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Leases;

/// <summary>
/// Proof of owning a session. Every store write a worker makes names one and is refused once the epoch is old.
/// </summary>
public sealed record LeaseToken(SessionId Session, WorkerId Worker, long Epoch);
