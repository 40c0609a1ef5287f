using System.Diagnostics;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Sessions;

internal static class SessionListExtensions
{
    extension(SessionList list)
    {
        public string Key => list switch
        {
            SessionList.Active => "active",
            SessionList.Completed => "completed",
            SessionList.Deleted => "deleted",
            SessionList.Purged => "purged",
            _ => throw new UnreachableException(),
        };

        /// <summary>Whether clients may still see its sessions.</summary>
        public bool IsLive => list is SessionList.Active or SessionList.Completed;

        public static SessionList Of(Session session) => session.State switch
        {
            SessionState.Completed => SessionList.Completed,
            SessionState.Deleted or SessionState.Purging => SessionList.Deleted,
            SessionState.Purged => SessionList.Purged,
            _ => SessionList.Active,
        };

        public static SessionList OfKey(string key) => key switch
        {
            "active" => SessionList.Active,
            "completed" => SessionList.Completed,
            "deleted" => SessionList.Deleted,
            "purged" => SessionList.Purged,
            _ => throw new InvalidDataException($"There is no list '{key}'."),
        };

        /// <summary>The lists a filter shows.</summary>
        public static IReadOnlyList<SessionList> In(SessionFilter filter) => filter switch
        {
            SessionFilter.All => [SessionList.Active, SessionList.Completed],
            SessionFilter.Active => [SessionList.Active],
            SessionFilter.Completed => [SessionList.Completed],
            SessionFilter.Deleted => [SessionList.Deleted],
            _ => throw new ArgumentOutOfRangeException(nameof(filter), filter, "Not a filter."),
        };
    }
}
