namespace TmuxBuilder.Testing;

/// <summary>
/// What the model answers to one instruction, step by step. A request is answered by the step whose number is the
/// count of assistant messages since the instruction (or since the tool result that chose the scenario), so a resumed
/// or replayed conversation goes on where it was. After the last step the model says <c>Done.</c>
/// </summary>
public sealed record Scenario(IReadOnlyList<Step> Steps)
{
    private static readonly Step Beyond = new([new Block.Text("Done.")], new StubUsage());

    /// <summary>
    /// Reads the file the instruction names; a scenario chosen by what it says takes over from there.
    /// </summary>
    public static Scenario ReadsThePrompt { get; } = Build().Step(step => step.Read("{{prompt}}"));

    public static Scenario Build() => new([]);

    /// <summary>A scenario of one text.</summary>
    public static Scenario Says(string text) => Build().Says(text);

    /// <summary>This scenario with another step.</summary>
    public Scenario Step(Action<StepBuilder> write)
    {
        var builder = new StepBuilder();
        write(builder);
        return new([.. Steps, builder.ToStep()]);
    }

    internal Step At(int number) => number < Steps.Count ? Steps[number] : Beyond;
}
