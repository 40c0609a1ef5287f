using System.Text.Json.Serialization;

namespace TmuxBuilder.Agent.Channel;

/// <summary>
/// What the worker keeps of an agent's turns, so that a later process of it knows what this one was told.
/// </summary>
/// <param name="Taken">The lines the agent took last, oldest first.</param>
/// <param name="Error">The CLI's code when it ended by a failure of the model.</param>
internal sealed record TurnRecord(IReadOnlyList<string> Taken, TurnStage Stage, string? Error, string? Message)
{
    private const int MaxTaken = 20;

    // More than a line of ours may be long, so that none that goes on is cut to look like one.
    private const int MaxPrompt = Instruction.LongestLine + 1;

    /// <summary>The line that was typed last, or was about to be.</summary>
    public string? Line { get; init; }

    /// <summary>The file that line names.</summary>
    public string? PromptFile { get; init; }

    [JsonIgnore]
    public Instruction? Instruction =>
        Line is { } line && PromptFile is { } file ? new Instruction(line, file) : null;

    public static TurnRecord None { get; } = new([], TurnStage.Ended, Error: null, Message: null);

    public TurnRecord After(AgentSignal signal) => signal switch
    {
        AgentSignal.Accepted accepted => this with
        {
            Taken = [.. Taken.TakeLast(MaxTaken - 1), accepted.Prompt[..Math.Min(accepted.Prompt.Length, MaxPrompt)]],
            // A line of somebody else's says nothing about the one that waits in the box.
            Stage = Stage == TurnStage.Typed && !Names(accepted.Prompt) ? Stage : TurnStage.Taken,
            Error = null,
            Message = null,
        },
        AgentSignal.Interrupted => this with { Stage = TurnStage.Ended, Error = null, Message = null },
        AgentSignal.Stopped(var message) => this with { Stage = TurnStage.Ended, Error = null, Message = message },
        AgentSignal.TurnFailed { Error: var error, Message: var message } =>
            this with { Stage = TurnStage.Ended, Error = error, Message = message },
        _ => this,
    };

    /// <summary>Whether a line is the one that was typed last.</summary>
    public bool Names(string line) => Instruction is not { } typed || typed.IsPrompt(line);

    /// <summary>
    /// The signal that ended the last turn; <see langword="null"/> while it runs and when there was none.
    /// </summary>
    [JsonIgnore]
    public AgentSignal? End => (Taken, Stage, Error) switch
    {
        ([], _, _) or (_, not TurnStage.Ended, _) => null,
        (_, _, { } error) => new AgentSignal.TurnFailed(error, Message ?? ""),
        _ => new AgentSignal.Stopped(Message),
    };
}
