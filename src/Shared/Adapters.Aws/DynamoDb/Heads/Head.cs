using TmuxBuilder.Adapters.Aws.DynamoDb.Sessions;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Heads;

/// <summary>What all writers of a session must agree on; every change of it raises its revision.</summary>
internal sealed record Head
{
    public required SessionId Session { get; init; }

    public long Revision { get; init; }

    /// <summary>The list its session is in, so that writers need not read the session.</summary>
    public SessionList List { get; init; }

    /// <summary>Its session is being erased: nothing is added any more.</summary>
    public bool Erasing { get; init; }

    public long Epoch { get; init; }

    public WorkerId? Worker { get; init; }

    public long LastSeq { get; init; }

    public long LastTurn { get; init; }

    public long LastLine { get; init; }

    public long LastChunk { get; init; }

    /// <summary>Chat lines up to this one were cleared.</summary>
    public long ClearedLine { get; init; }

    public TurnState? EndedState { get; init; }

    public int ChatCount { get; init; }

    public string Phase { get; init; } = "";

    public int Progress { get; init; }

    public string StatusMessage { get; init; } = "";

    /// <summary>The turn that runs, if any, then those queued: repairs first, else in order.</summary>
    public IReadOnlyList<OpenTurn> Open
    {
        get;
        init =>
            field =
            [
                .. value.OrderByDescending(turn => turn.State.IsRunning)
                    .ThenByDescending(turn => turn.Origin == TurnOrigin.Repair)
                    .ThenBy(turn => turn.Number),
            ];
    } = [];

    public OpenTurn? Running => Open is [{ State.IsRunning: true } running, ..] ? running : null;

    public int Queued => Open.Count(turn => turn.State == TurnState.Queued);

    /// <summary>Nothing may be stored of its session any more.</summary>
    public bool IsClosed => Erasing || List == SessionList.Purged;

    /// <summary>
    /// Whether <paramref name="lease"/> is the newest and was not given back; true without one: what others than
    /// workers write needs none.
    /// </summary>
    public bool Allows(LeaseToken? lease) => lease is null || Holds(lease);

    /// <inheritdoc cref="Allows"/>
    public bool Holds(LeaseToken lease) =>
        lease.Session == Session && lease.Epoch == Epoch && lease.Worker == Worker;

    /// <summary>Turns before one that have not ended.</summary>
    public int PositionOf(TurnId turn) =>
        Open.Any(open => open.Id == turn) ? Open.TakeWhile(open => open.Id != turn).Count() : 0;

    public SessionLoad ToLoad() => new(
        Session,
        Queued,
        Running?.State,
        Open.Where(turn => turn.State == TurnState.Queued).Min(turn => (DateTimeOffset?)turn.Id.CreatedAt));

    public SessionHead ToSessionHead() => new()
    {
        Session = Session,
        Epoch = Epoch,
        LastSeq = LastSeq,
        Queued = Queued,
        RunningTurn = Running?.Id,
        TurnState = Running?.State ?? EndedState,
        ChatCount = ChatCount,
        Phase = Phase,
        Progress = Progress,
        StatusMessage = StatusMessage,
    };
}
