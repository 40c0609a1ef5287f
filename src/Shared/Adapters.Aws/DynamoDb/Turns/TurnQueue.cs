using TmuxBuilder.Adapters.Aws.DynamoDb.Chat;
using TmuxBuilder.Adapters.Aws.DynamoDb.Heads;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Turns;

/// <summary>Queues turns and moves them, for a transaction that changes the head.</summary>
internal sealed class TurnQueue(Tables tables, TurnItems items, ChatLines lines)
{
    public async Task<PreparedTurn> PrepareAsync(
        SessionId session, Turn turn, ChatMessage message, CancellationToken cancellationToken)
    {
        var queued = turn with { Session = session, State = TurnState.Queued };
        return new PreparedTurn(
            queued,
            await items.PrepareAsync(session, queued, cancellationToken),
            await lines.PrepareAsync(session, message, cancellationToken));
    }

    /// <summary>The head with a turn more, queued, the turn with its number, and what is stored of both.</summary>
    public (Head Next, Turn Turn, IReadOnlyList<Write> Writes) Add(
        Head head, PreparedTurn prepared, ItemKey? clientMessage)
    {
        var (next, line) = lines.Add(head, prepared.Line);
        var turn = prepared.Turn with { Number = head.LastTurn + 1 };
        next = next with { LastTurn = turn.Number, Open = [.. head.Open, OpenTurn.From(turn, next.LastLine)] };
        return (
            next,
            turn,
            [
                items.Put(head.Session, turn.Id, turn.Number, prepared.Body, clientMessage),
                tables.Main.Put(Keys.TurnId(head.Session, turn.Id).ToItem().With(TurnItems.Number, turn.Number)),
                .. line,
            ]);
    }

    /// <summary>The head with a turn of its queue in another state, without it once it has ended.</summary>
    public static Head Move(Head head, OpenTurn open, Turn next)
    {
        var moved = open with { State = next.State, TraceId = next.TraceId };
        var others = head.Open.Where(turn => turn.Id != open.Id);
        return next.State.IsEnded
            ? head with { Open = [.. others], EndedState = next.State }
            : head with { Open = [.. others, moved] };
    }
}
