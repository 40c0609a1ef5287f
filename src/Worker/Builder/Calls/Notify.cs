namespace TmuxBuilder.Builder.Calls;

/// <summary>What an agent said through <c>notify.sh</c>, checked. A closed family.</summary>
internal abstract record Notify
{
    private Notify()
    {
    }

    /// <summary>A line shown as it is: ack, status, working, found, phase, created, screenshot, test, error.</summary>
    public sealed record Line(string Type, string Text) : Notify;

    /// <param name="Percent">0–100.</param>
    public sealed record Progress(int Percent) : Notify;

    /// <summary>A claim that something is published.</summary>
    public sealed record Deployed(Uri Url) : Notify;

    /// <summary>A claim of what was made; <paramref name="Values"/> are all its texts.</summary>
    public sealed record Resources(string Json, IReadOnlyList<string> Values) : Notify;

    public sealed record Ask(string Text, IReadOnlyList<string> Choices, string? Default) : Notify;

    /// <summary><c>summary.md</c> is written.</summary>
    public sealed record Summary : Notify;

    /// <summary>The agent holds its task to be done; its turn ends when it stops.</summary>
    public sealed record Done : Notify;
}
