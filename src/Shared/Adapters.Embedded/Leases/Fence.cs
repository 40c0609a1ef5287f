using TmuxBuilder.Adapters.Embedded.Sqlite;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Embedded.Leases;

/// <summary>The check every worker's write makes in its own transaction.</summary>
internal static class Fence
{
    /// <summary>As <see cref="Holds"/>, or true without a lease: what others than workers write needs none.</summary>
    public static bool Allows(SqlRunner sql, SessionId session, LeaseToken? lease) =>
        lease is null || Holds(sql, session, lease);

    /// <summary>Whether <paramref name="lease"/> is the session's newest and was not given back.</summary>
    public static bool Holds(SqlRunner sql, SessionId session, LeaseToken lease) =>
        lease.Session == session && sql.Any(
            "SELECT 1 FROM heads WHERE session = ?1 AND epoch = ?2 AND worker = ?3",
            session.Value,
            lease.Epoch,
            lease.Worker.Value);
}
