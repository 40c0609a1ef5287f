using TmuxBuilder.Adapters.Aws.DynamoDb.Heads;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Paging;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Chat;

/// <summary>The chat in DynamoDB; lines are numbered by the session's head.</summary>
internal sealed class DynamoDbChatStore(Tables tables, SessionHeads heads, ChatLines lines, ChatClearing clearing)
    : IChatStore
{
    private const int MaxTail = 500;
    private const string List = "chat";

    public async Task<Page<ChatMessage>> PageAsync(
        SessionId session, PageRequest page, CancellationToken cancellationToken)
    {
        var limit = Math.Clamp(page.Limit, 1, PageRequest.MaxLimit);
        var before = page.Cursor is { } cursor ? Cursor.Read(List, cursor).Place : long.MaxValue;
        var items = await BeforeAsync(session, before, limit + 1, cancellationToken);
        var more = items.Count > limit;
        var shown = more ? items[1..] : items;
        return new Page<ChatMessage>(
            await ReadAsync(session, shown, cancellationToken), more ? Cursor.Write(List, NumberOf(shown[0])) : null);
    }

    public async Task<IReadOnlyList<ChatMessage>> TailAsync(
        SessionId session, int count, CancellationToken cancellationToken) => await ReadAsync(
        session,
        await BeforeAsync(session, long.MaxValue, Math.Min(count, MaxTail), cancellationToken),
        cancellationToken);

    public async Task<bool> AddAsync(
        SessionId session, ChatMessage message, LeaseToken? lease, CancellationToken cancellationToken)
    {
        var line = await lines.PrepareAsync(session, message, cancellationToken);
        return await heads.ChangeAsync(
            session, now => Task.FromResult(Step(now, line, lease)), lease is not null, cancellationToken);
    }

    public Task<bool> ClearAsync(SessionId session, CancellationToken cancellationToken) =>
        clearing.RunAsync(session, cancellationToken);

    private static long NumberOf(Item line) => Keys.NumberOf(line.Text(TableDefinition.SortKey));

    private HeadStep<bool> Step(HeadTry now, PreparedLine line, LeaseToken? lease)
    {
        if (now.Head is not { IsClosed: false } head || !head.Allows(lease))
        {
            return HeadSteps.Refuse(false);
        }

        if (now.Refusals.Count > 0)
        {
            // A line of this id was stored before.
            return HeadSteps.Refuse(true);
        }

        var (next, writes) = lines.Add(head, line);
        return HeadSteps.Write(next, true, writes);
    }

    /// <summary>The newest lines before one, oldest first.</summary>
    private async Task<List<Item>> BeforeAsync(
        SessionId session, long before, int count, CancellationToken cancellationToken)
    {
        if (count <= 0)
        {
            return [];
        }

        var query = KeyQuery.Between(
            Keys.OfSession(session), Keys.Chat, Keys.ChatLine(session, before - 1).Sort);
        var items = await tables.Main.ListAsync(query with { Backwards = true }, cancellationToken, count);
        items.Reverse();
        return items;
    }

    private async Task<IReadOnlyList<ChatMessage>> ReadAsync(
        SessionId session, List<Item> items, CancellationToken cancellationToken)
    {
        var messages = new List<ChatMessage>(items.Count);
        foreach (var item in items)
        {
            messages.Add(await lines.ReadAsync(session, item, cancellationToken));
        }

        return messages;
    }
}
