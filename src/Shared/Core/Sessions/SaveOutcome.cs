namespace TmuxBuilder.Core.Sessions;

/// <summary>What came of saving something that has a version and may have a lease.</summary>
public enum SaveOutcome
{
    Saved,

    /// <summary>There is nothing by that id.</summary>
    Absent,

    /// <summary>A newer version was saved first; nothing was written.</summary>
    Stale,

    /// <summary>The lease has passed to another worker; nothing was written.</summary>
    LeaseLost,
}
