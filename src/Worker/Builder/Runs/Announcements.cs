namespace TmuxBuilder.Builder.Runs;

/// <summary>What was told of the current turn already, so that an agent's claim does not tell it twice.</summary>
internal sealed class Announcements
{
    private readonly Lock gate = new();
    private readonly HashSet<string> told = new(StringComparer.OrdinalIgnoreCase);
    private TurnId? turn;

    /// <summary>Whether <paramref name="what"/> is told for the first time in the turn.</summary>
    public bool IsNew(TurnId? current, string what)
    {
        lock (gate)
        {
            if (turn != current)
            {
                turn = current;
                told.Clear();
            }

            return told.Add(what);
        }
    }
}
