using System.Security.Cryptography;
using System.Text;
using TmuxBuilder.Adapters.Embedded.Sqlite;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Embedded.Sessions;

/// <summary>What is left of purged sessions: the hash of the id, known again only by who has the id.</summary>
internal static class Tombstones
{
    public static void Add(SqlRunner sql, SessionId id, DateTimeOffset at) =>
        sql.Execute("INSERT INTO purged (hash, at) VALUES (?1, ?2)", Hash(id), at.UtcTicks);

    public static bool Has(SqlRunner sql, SessionId id) => sql.Any("SELECT 1 FROM purged WHERE hash = ?1", Hash(id));

    /// <summary>The purged session of this id, which says nothing but when it was purged.</summary>
    public static Session? Find(SqlRunner sql, SessionId id) => sql.First(
        "SELECT at FROM purged WHERE hash = ?1",
        reader => new Session
        {
            Id = id,
            Email = "",
            ClientName = "",
            Name = "",
            State = SessionState.Purged,
            CreatedAt = reader.Time(0),
            UpdatedAt = reader.Time(0),
        },
        Hash(id));

    private static string Hash(SessionId id) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(id.Value)));
}
