using TmuxBuilder.Agent;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Sites;
using TmuxBuilder.Core.Terminals;

namespace TmuxBuilder.Builder.Runs;

/// <summary>What a session's one owner reacts to, in the order it came. A closed family.</summary>
internal abstract record RunnerEvent
{
    private RunnerEvent()
    {
    }

    /// <summary>The doorbell: there may be a turn or a command.</summary>
    public sealed record Woken : RunnerEvent;

    /// <summary>A deadline came.</summary>
    public sealed record Due : RunnerEvent;

    /// <summary>
    /// A place among the working agents was granted; <paramref name="Request"/> numbers what was asked for.
    /// </summary>
    public sealed record PlaceGranted(int Request) : RunnerEvent;

    /// <summary>The line was looked at: so many get a place before this session, which waits for one.</summary>
    public sealed record InLine(int Position) : RunnerEvent;

    /// <summary>An agent was seen to do something; <paramref name="Handled"/> lets its next signal come.</summary>
    public sealed record Seen(IAgent Agent, AgentSignal Signal, TaskCompletionSource Handled) : RunnerEvent;

    /// <summary>The agent spoke through <c>notify.sh</c>: it is at work.</summary>
    public sealed record Spoke : RunnerEvent;

    /// <summary>The agent says its summary is written.</summary>
    public sealed record SummaryWritten : RunnerEvent;

    /// <summary>The agent asks the client.</summary>
    public sealed record Asked(string Text, IReadOnlyList<string> Choices, string? Default) : RunnerEvent;

    /// <summary>
    /// The checks of what a turn published are over, or broke down; <paramref name="Request"/> numbers what was asked
    /// for.
    /// </summary>
    public sealed record Proved(int Request, Exception? Failure) : RunnerEvent;

    /// <summary>
    /// The sites that visitors reach now were opened for a command, or that broke down; <paramref name="Request"/>
    /// numbers what was asked for.
    /// </summary>
    /// <param name="Releases">Those that need not be opened again.</param>
    public sealed record Opened(
        int Request, CommandId Command, IReadOnlyList<ReleaseId> Releases, Exception? Failure) : RunnerEvent;

    /// <summary>This worker can no longer show that it is alive: others may take its sessions.</summary>
    public sealed record StoodDown : RunnerEvent;

    /// <summary>
    /// This worker ends: the session is given to the others, a turn at work interrupted for it at that time at the
    /// latest.
    /// </summary>
    public sealed record Leaving(DateTimeOffset Latest) : RunnerEvent;

    /// <summary>An admin asks for the agent's keyboard.</summary>
    public sealed record TakeOverAsked(TakeOver Wish, TaskCompletionSource<TakeOverOutcome> Outcome) : RunnerEvent;

    /// <summary>An admin gives the keyboard back, or no longer wants it.</summary>
    public sealed record GivenBack(TakeOver TakeOver) : RunnerEvent;

    /// <summary>The machine runs out of memory: an agent without work is to end now rather than later.</summary>
    public sealed record MemoryShort : RunnerEvent;
}
