namespace TmuxBuilder.Core.Activity;

/// <summary>What came of an append.</summary>
public enum AppendOutcome
{
    Appended,

    /// <summary>There is no such session; nothing was written.</summary>
    SessionGone,

    /// <summary>The lease has passed to another worker; nothing was written.</summary>
    LeaseLost,
}
