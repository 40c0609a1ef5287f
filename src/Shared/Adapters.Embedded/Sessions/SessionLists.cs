namespace TmuxBuilder.Adapters.Embedded.Sessions;

/// <summary>The values of the column <c>sessions.list</c>.</summary>
internal static class SessionLists
{
    public const int Active = 0;
    public const int Completed = 1;
    public const int Deleted = 2;
    public const int Purged = 3;
}
