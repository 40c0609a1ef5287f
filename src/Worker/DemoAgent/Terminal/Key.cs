namespace TmuxBuilder.DemoAgent.Terminal;

/// <summary>What somebody at the prompt asked for. A closed family.</summary>
internal abstract record Key
{
    private Key()
    {
    }

    /// <summary>Enter with <paramref name="Text"/> in the line.</summary>
    public sealed record Enter(string Text) : Key;

    /// <summary>Escape or C-c.</summary>
    public sealed record Interrupt(bool IsControlC = false) : Key;

    /// <summary>C-d in an empty line.</summary>
    public sealed record End : Key;
}
