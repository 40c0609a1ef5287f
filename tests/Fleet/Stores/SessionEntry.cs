using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Fleet.Stores;

/// <summary>All that is stored of one session.</summary>
internal sealed class SessionEntry(Session session)
{
    public SessionId Id { get; } = session.Id;

    public Session Session { get; set; } = session;

    public long Epoch { get; set; }

    public WorkerId? Worker { get; set; }

    public long LastSeq { get; set; }

    public long LastTurn { get; set; }

    /// <summary>In the order of their numbers.</summary>
    public List<Turn> Turns { get; } = [];

    public Dictionary<string, TurnId> ByClientId { get; } = new(StringComparer.Ordinal);

    public List<ChatMessage> Chat { get; } = [];

    /// <summary>Visible and dropped entries in the order they came.</summary>
    public List<ActivityEntry> Log { get; } = [];

    /// <summary>Those that are neither done nor removed.</summary>
    public List<Command> Commands { get; } = [];

    public int Queued { get; set; }

    public TurnId? Running { get; set; }

    public TurnState? RunningState { get; set; }

    public TurnState? EndedState { get; set; }

    public StatusPatch Status { get; set; } = new("", 0, "");

    public bool HasTurns => Queued > 0 || Running is not null;

    public SessionHead Head => new()
    {
        Session = Id,
        Epoch = Epoch,
        LastSeq = LastSeq,
        Queued = Queued,
        RunningTurn = Running,
        TurnState = RunningState ?? EndedState,
        ChatCount = Chat.Count,
        Phase = Status.Phase ?? "",
        Progress = Status.Progress ?? 0,
        StatusMessage = Status.Message ?? "",
    };

    public SessionRow Row => new(Session, Head, Worker?.Value);

    /// <summary>Where a turn is in <see cref="Turns"/>; -1 when it is not.</summary>
    public int IndexOf(TurnId turn) => Turns.FindLastIndex(one => one.Id == turn);

    /// <summary>The turn that runs, if any, then those queued: repairs first, else in order.</summary>
    public IReadOnlyList<Turn> Open() => !HasTurns
        ? []
        : [
            .. Turns.Where(turn => !turn.State.IsEnded)
                .OrderByDescending(turn => turn.State.IsRunning)
                .ThenByDescending(turn => turn.Origin == TurnOrigin.Repair),
        ];
}
