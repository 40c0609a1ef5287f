namespace TmuxBuilder.Core.Sessions;

/// <summary>Where a session's blobs lie; the store holds nothing else.</summary>
public static class SessionBlobs
{
    /// <summary>Begins the keys of all sessions' blobs.</summary>
    public const string Root = "sessions/";

    /// <summary>Begins the keys of all blobs of a session, and of no other's: <c>sessions/{guid12}/</c>.</summary>
    public static string Of(SessionId session) => $"{Root}{session.Short}/";
}
