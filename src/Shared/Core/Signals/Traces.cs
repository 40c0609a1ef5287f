using System.Diagnostics;
using Span = System.Diagnostics.Activity;

namespace TmuxBuilder.Core.Signals;

/// <summary>
/// The spans of a message's way from the call that brought it to what the agent did. A turn keeps the
/// <c>traceparent</c> (W3C Trace Context) of its call, so that whichever worker takes it goes on with the same trace;
/// doorbells carry none.
/// </summary>
public static class Traces
{
    public const string SourceName = "TmuxBuilder";

    /// <summary>The message, its turn and its receipt are stored.</summary>
    public const string Store = "turn.store";

    /// <summary>Whoever listens is told that there is something.</summary>
    public const string Ring = "doorbell.ring";

    /// <summary>A worker's time with a turn, from taking it until it ends or goes to another.</summary>
    public const string Turn = "turn.run";

    /// <summary>Until an agent is there and the prompt lies in its folder.</summary>
    public const string PickUp = "turn.pick_up";

    /// <summary>The instruction is typed; ends when Enter was pressed.</summary>
    public const string Typing = "turn.type";

    /// <summary>From Enter until the agent took the instruction.</summary>
    public const string Accepting = "turn.accept";

    /// <summary>Something that one of the agent's scripts asked for; which is in <see cref="What"/>.</summary>
    public const string AgentCall = "agent.call";

    /// <summary>A built folder is judged, uploaded and put before the world.</summary>
    public const string Publish = "site.publish";

    /// <summary>The turn's end is stored and told, its workspace checkpointed.</summary>
    public const string End = "turn.end";

    /// <summary>The tag that says what exactly, one of a few words.</summary>
    public const string What = "what";

    /// <summary>Where spans begin; without a listener none do.</summary>
    public static readonly ActivitySource Source = new(SourceName);

    private const int IdStart = 3;
    private const int IdLength = 32;

    /// <summary>What to store with work that is caused now, or <see langword="null"/> outside of any trace.</summary>
    public static string? Here => Span.Current is { IdFormat: ActivityIdFormat.W3C } current ? current.Id : null;

    /// <summary>
    /// The trace a <c>traceparent</c> belongs to, as 32 hexadecimal digits; <see langword="null"/> without one.
    /// </summary>
    public static string? IdOf(string? parent) =>
        ActivityContext.TryParse(parent, null, out _) ? parent!.Substring(IdStart, IdLength) : null;

    /// <summary>Begins a span of work that another process caused.</summary>
    public static Span? Continue(string name, ActivityKind kind, string? parent) =>
        ActivityContext.TryParse(parent, null, isRemote: true, out var context)
            ? Source.StartActivity(name, kind, context)
            : Source.StartActivity(name, kind, default(ActivityContext));
}
