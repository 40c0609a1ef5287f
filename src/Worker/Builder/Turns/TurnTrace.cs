using System.Diagnostics;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Signals;
using TmuxBuilder.Core.Turns;
using Span = System.Diagnostics.Activity;

namespace TmuxBuilder.Builder.Turns;

/// <summary>
/// The spans of the turn a session runs here, below one that lasts as long as this worker has it; that one goes on with
/// the trace of the call that brought the turn. Without a listener there are none.
/// </summary>
internal sealed class TurnTrace
{
    private readonly Lock gate = new();
    private Span? run;
    private Span? awaited;
    private TurnId? turn;

    /// <summary>This worker has the turn from now on; nothing when it has it already.</summary>
    public void Take(Turn taken)
    {
        lock (gate)
        {
            if (turn == taken.Id)
            {
                return;
            }

            LeaveLocked();
            turn = taken.Id;
            run = Detached(() => Traces.Continue(Traces.Turn, ActivityKind.Consumer, taken.TraceParent));
        }
    }

    /// <summary>Begins a span of the turn, which ends when it is disposed.</summary>
    public Span? Begin(string name)
    {
        lock (gate)
        {
            return run is null ? null : Traces.Source.StartActivity(name, ActivityKind.Internal, ParentLocked());
        }
    }

    /// <summary>Begins a span that ends with <see cref="Arrived"/>.</summary>
    public void Await(string name)
    {
        lock (gate)
        {
            awaited ??= run is null
                ? null
                : Detached(() => Traces.Source.StartActivity(name, ActivityKind.Internal, run.Context));
        }
    }

    /// <summary>What was awaited is here.</summary>
    public void Arrived()
    {
        lock (gate)
        {
            awaited?.Dispose();
            awaited = null;
        }
    }

    /// <summary>The turn ended, or is another's.</summary>
    public void Leave()
    {
        lock (gate)
        {
            LeaveLocked();
        }
    }

    /// <summary>
    /// A span within one of this turn's belongs to it: a publication to the call that asked for it. What an agent asks
    /// for comes over a line that was laid within a span, which ended long ago.
    /// </summary>
    private ActivityContext ParentLocked() =>
        Span.Current is { IsStopped: false } current && current.TraceId == run!.TraceId
            ? current.Context
            : run!.Context;

    private void LeaveLocked()
    {
        awaited?.Dispose();
        run?.Dispose();
        (awaited, run, turn) = (null, null, null);
    }

    /// <summary>Outlives what began it, and so must not stay its current one.</summary>
    private static Span? Detached(Func<Span?> begin)
    {
        var current = Span.Current;
        var begun = begin();
        Span.Current = current;
        return begun;
    }
}
