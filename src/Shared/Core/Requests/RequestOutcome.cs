namespace TmuxBuilder.Core.Requests;

/// <summary>What came of deciding a request.</summary>
public enum RequestOutcome
{
    Decided,

    /// <summary>There is no such request.</summary>
    Absent,

    /// <summary>It was approved or rejected before.</summary>
    NotPending,
}
