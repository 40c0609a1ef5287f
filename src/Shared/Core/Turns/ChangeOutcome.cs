namespace TmuxBuilder.Core.Turns;

/// <summary>What came of a step of a turn.</summary>
public enum ChangeOutcome
{
    Saved,

    /// <summary>The turn is no longer in the state the step starts from; nothing was written.</summary>
    Conflict,

    /// <summary>The lease has passed to another worker; nothing was written.</summary>
    LeaseLost,
}
