namespace TmuxBuilder.Core.Turns;

/// <summary>What came of cancelling a turn.</summary>
public enum CancelOutcome
{
    /// <summary>It waited and will not run.</summary>
    Dropped,

    /// <summary>It runs; its worker was told to interrupt it.</summary>
    Interrupting,

    /// <summary>There is no such turn in this session.</summary>
    Unknown,

    /// <summary>It ended before, or no turn was named and none is open.</summary>
    NothingToCancel,
}
