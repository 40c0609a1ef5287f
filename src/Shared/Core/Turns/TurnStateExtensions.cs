namespace TmuxBuilder.Core.Turns;

public static class TurnStateExtensions
{
    extension(TurnState state)
    {
        /// <summary>Nothing more will happen to the turn.</summary>
        public bool IsEnded => state is TurnState.Done or TurnState.Failed or TurnState.Cancelled or TurnState.TimedOut;

        /// <summary>The turn occupies its session: begun and not ended.</summary>
        public bool IsRunning => state != TurnState.Queued && !state.IsEnded;

        /// <summary>The agent works on it, or is about to: the turn's time runs.</summary>
        public bool IsTimed => state is TurnState.Typed or TurnState.Accepted or TurnState.Working;

        /// <summary>
        /// The name on the wire, <c>timed_out</c> style; for everybody outside a check is part of the work.
        /// </summary>
        public string Wire => state switch
        {
            TurnState.TimedOut => "timed_out",
            TurnState.Checking => "working",
            _ => state.ToString().ToLowerInvariant(),
        };
    }
}
