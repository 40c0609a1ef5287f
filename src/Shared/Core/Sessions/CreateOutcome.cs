namespace TmuxBuilder.Core.Sessions;

/// <summary>What came of creating a session.</summary>
public enum CreateOutcome
{
    Created,

    /// <summary>Another live session has this id, or the same first 12 digits; take a new id.</summary>
    IdTaken,
}
