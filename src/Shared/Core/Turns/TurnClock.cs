namespace TmuxBuilder.Core.Turns;

/// <summary>
/// Counts the time an agent works on a turn. While it waits for an answer, or is parked, the clock stands still.
/// </summary>
public static class TurnClock
{
    extension(Turn turn)
    {
        /// <summary>The turn in <paramref name="state"/>, with its clock started, stopped or left running.</summary>
        public Turn MovedTo(TurnState state, DateTimeOffset now) => (turn.WorkingSince, state.IsTimed) switch
        {
            (null, true) => turn with { State = state, WorkingSince = now },
            ({ } since, false) =>
                turn with { State = state, WorkingSince = null, Worked = turn.Worked + (now - since) },
            _ => turn with { State = state },
        };

        /// <summary>
        /// The turn as found in the store: nobody knows since when nothing has worked on it, so its clock stands still.
        /// </summary>
        public Turn Stopped => turn with { WorkingSince = null };

        /// <summary>
        /// When it has worked for <paramref name="limit"/>; <see langword="null"/> while its clock stands still.
        /// </summary>
        public DateTimeOffset? EndOf(TimeSpan limit) => turn.WorkingSince + (limit - turn.Worked);
    }
}
