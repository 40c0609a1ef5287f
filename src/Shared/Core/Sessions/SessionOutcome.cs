namespace TmuxBuilder.Core.Sessions;

/// <summary>What came of something done to a session.</summary>
public enum SessionOutcome
{
    Done,

    /// <summary>There is no such session.</summary>
    Absent,

    /// <summary>The session is deleted, purging or purged.</summary>
    Gone,

    /// <summary>The session is not deleted, as it would have to be.</summary>
    NotDeleted,

    /// <summary>A turn runs.</summary>
    Working,

    /// <summary>The session is in a state that this does not lead out of.</summary>
    WrongState,
}
