namespace TmuxBuilder.Core.Turns;

public static class TurnSetbacks
{
    extension(Turn turn)
    {
        /// <summary>How often that went wrong in the turn.</summary>
        public int Suffered(SetbackKind kind) => turn.Setbacks.Count(setback => setback.Kind == kind);

        /// <summary>The turn with one more setback.</summary>
        public Turn With(Setback setback) => turn with { Setbacks = [.. turn.Setbacks, setback] };
    }
}
