namespace TmuxBuilder.Core.Terminals;

/// <summary>Something new in a watched terminal. A closed family.</summary>
public abstract record TerminalEvent
{
    private TerminalEvent()
    {
    }

    /// <summary>Everything before is void: the terminal has this size, and drawing the text makes it what it is.</summary>
    public sealed record Screen(int Columns, int Rows, string Text) : TerminalEvent;

    /// <summary>What was printed next, with its control sequences.</summary>
    public sealed record Output(string Text) : TerminalEvent;

    /// <summary>Whether an agent runs, and who has the keyboard.</summary>
    /// <param name="TakenOverBy">Name of the admin who has it; <see langword="null"/> while the platform has.</param>
    /// <param name="Mine">It is this watch's.</param>
    public sealed record State(bool Running, string? TakenOverBy, bool Mine) : TerminalEvent;
}
