using TmuxBuilder.Adapters.Aws.DynamoDb.Sessions;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Heads;

/// <summary>Between heads and their items.</summary>
internal static class HeadItem
{
    public const string Revision = "rev";
    public const string Erasing = "erasing";
    public const string Epoch = "epoch";
    public const string Worker = "worker";

    public static Head Read(Item item) => new()
    {
        Session = SessionId.Parse(item.Text(Attributes.Session)),
        Revision = item.Number(Revision),
        List = SessionList.OfKey(item.Text("list")),
        Erasing = item.Flag(Erasing),
        Epoch = item.Number(Epoch),
        Worker = item.TextOrNull(Worker) is { } worker ? WorkerId.Parse(worker) : null,
        LastSeq = item.Number("last_seq"),
        LastTurn = item.Number("last_turn"),
        LastLine = item.Number("last_line"),
        LastChunk = item.Number("last_chunk"),
        ClearedLine = item.Number("cleared_line"),
        EndedState = item.TextOrNull("ended_state") is { } ended ? Enum.Parse<TurnState>(ended) : null,
        ChatCount = (int)item.Number("chat_count"),
        Phase = item.Text("phase"),
        Progress = (int)item.Number("progress"),
        StatusMessage = item.Text("status_message"),
        Open = [.. item.Maps("open").Select(OpenTurn.From)],
    };

    public static Item Write(Head head)
    {
        var item = Keys.SessionHead(head.Session).ToItem()
            .With(Attributes.Session, head.Session.Value)
            .With(Revision, head.Revision)
            .With("list", head.List.Key)
            .With(Erasing, head.Erasing)
            .With(Epoch, head.Epoch)
            .With(Worker, head.Worker?.Value)
            .With("last_seq", head.LastSeq)
            .With("last_turn", head.LastTurn)
            .With("last_line", head.LastLine)
            .With("last_chunk", head.LastChunk)
            .With("cleared_line", head.ClearedLine)
            .With("ended_state", head.EndedState?.ToString())
            .With("chat_count", head.ChatCount)
            .With("phase", head.Phase)
            .With("progress", head.Progress)
            .With("status_message", head.StatusMessage)
            .With("open", head.Open.Select(turn => turn.ToItem()));
        if (head.Open.Count > 0)
        {
            item.InIndex1(Keys.Work(Shards.Of(head.Session)), head.Session.Value);
        }

        return head.Worker is { } worker ? item.InIndex2(Keys.Held(worker), head.Session.Value) : item;
    }
}
