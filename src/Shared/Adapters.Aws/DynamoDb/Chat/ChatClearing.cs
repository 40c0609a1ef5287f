using System.Runtime.CompilerServices;
using TmuxBuilder.Adapters.Aws.DynamoDb.Activity;
using TmuxBuilder.Adapters.Aws.DynamoDb.Heads;
using TmuxBuilder.Adapters.Aws.DynamoDb.Texts;
using TmuxBuilder.Adapters.Aws.DynamoDb.Turns;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Chat;

/// <summary>
/// Clears a session's chat, ended turns and activity: the head says at once from where on things count, then the items
/// are deleted. Cut short, it does the rest when it is done again.
/// </summary>
internal sealed class ChatClearing(Tables tables, SessionHeads heads)
{
    /// <summary>False while a turn runs, or when there is no such session.</summary>
    public async Task<bool> RunAsync(SessionId session, CancellationToken cancellationToken)
    {
        if (await heads.ChangeAsync(session, now => Task.FromResult(Step(now.Head)), false, cancellationToken)
            is not { } cleared)
        {
            return false;
        }

        await foreach (var (items, beside) in ItemsAsync(cleared, cancellationToken))
        {
            // Only an item tells what is beside it, so it goes last.
            await tables.Main.DeleteAllAsync(items.SelectMany(beside), cancellationToken);
            await tables.Main.DeleteAllAsync(items.Select(ItemKey.Of), cancellationToken);
        }

        return true;
    }

    private static HeadStep<Head?> Step(Head? head)
    {
        if (head is null or { Running: not null })
        {
            return HeadSteps.Refuse<Head?>(null);
        }

        var next = head with
        {
            ClearedLine = head.LastLine,
            EndedState = null,
            ChatCount = 0,
            Phase = "",
            Progress = 0,
            StatusMessage = "",
        };
        return HeadSteps.Write<Head?>(next, next);
    }

    /// <summary>What there was when the head was cleared; what came since has greater numbers.</summary>
    private async IAsyncEnumerable<(IReadOnlyList<Item> Items, Func<Item, IEnumerable<ItemKey>> Beside)> ItemsAsync(
        Head cleared, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var session = cleared.Session;
        var partition = Keys.OfSession(session);
        var lines = KeyQuery.Between(partition, Keys.Chat, Keys.ChatLine(session, cleared.LastLine).Sort);
        await foreach (var page in tables.Main.PagesAsync(lines, cancellationToken))
        {
            yield return (page, line => ChatLines.BesideOf(session, line));
        }

        var open = cleared.Open.Select(turn => Keys.Turn(session, turn.Number)).ToHashSet();
        var turns = KeyQuery.Between(partition, Keys.Turns, Keys.Turn(session, cleared.LastTurn).Sort);
        await foreach (var page in tables.Main.PagesAsync(turns, cancellationToken))
        {
            yield return (
                [.. page.Where(turn => !open.Contains(ItemKey.Of(turn)))],
                turn => TurnItems.BesideOf(session, turn));
        }

        var chunks = KeyQuery.Between(
            partition, Keys.Log, Keys.LogChunk(session, cleared.LastSeq + 1, cleared.LastChunk).Sort);
        await foreach (var page in tables.Main.PagesAsync(chunks, cancellationToken))
        {
            yield return (
                page,
                chunk => LogChunk.Read(chunk).SelectMany(entry => LongTexts.KeysOf(session, entry)));
        }
    }
}
