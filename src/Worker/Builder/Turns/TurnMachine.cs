using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Turns;

/// <summary>Which step each event means in each state: the whole life of a turn in one table.</summary>
internal static class TurnMachine
{
    /// <summary>
    /// The state after <paramref name="happened"/>, or <see langword="null"/> when it means nothing then.
    /// </summary>
    public static TurnState? Next(TurnState state, TurnEvent happened) => (state, happened) switch
    {
        (_, _) when state.IsEnded => null,
        (not TurnState.Checking, TurnEvent.Typing) => TurnState.Typed,
        (TurnState.Typed, TurnEvent.Taken) => TurnState.Accepted,
        (TurnState.Accepted, TurnEvent.WorkSeen) => TurnState.Working,
        (TurnState.Accepted or TurnState.Working, TurnEvent.Asked) => TurnState.Waiting,
        (TurnState.Typed or TurnState.Accepted or TurnState.Working, TurnEvent.SetAside) => TurnState.Parked,
        (TurnState.Accepted or TurnState.Working, TurnEvent.ToProve) => TurnState.Checking,
        (TurnState.Accepted or TurnState.Working, TurnEvent.Finished) => TurnState.Done,
        (TurnState.Checking, TurnEvent.Proved) => TurnState.Done,
        (_, TurnEvent.Broken) => TurnState.Failed,
        (not TurnState.Queued, TurnEvent.CalledOff) => TurnState.Cancelled,
        (TurnState.Typed or TurnState.Accepted or TurnState.Working, TurnEvent.TimeOver) => TurnState.TimedOut,
        _ => null,
    };
}
