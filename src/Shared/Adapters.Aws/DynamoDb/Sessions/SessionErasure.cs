using TmuxBuilder.Adapters.Aws.DynamoDb.Heads;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Sessions;

/// <summary>
/// Erases sessions: the head is marked, so that nothing is added any more; all else is deleted; last goes the session
/// itself, with the command that had it erased. Cut short, it does the rest when it is done again.
/// </summary>
internal sealed class SessionErasure(
    Tables tables, SessionHeads heads, SessionWrites writes, IEnumerable<ISessionErasing> areas, TimeProvider time)
{
    public async Task<bool> RunAsync(SessionId id, LeaseToken? lease, CancellationToken cancellationToken)
    {
        if (await writes.FindAsync(id, cancellationToken) is not { } session)
        {
            // Of an erasing that was cut short after its last transaction.
            await EmptyAsync(id, _ => false, cancellationToken);
            return true;
        }

        if (!await heads.ChangeAsync(id, now => Task.FromResult(Mark(now.Head, lease)), false, cancellationToken))
        {
            return false;
        }

        foreach (var area in areas)
        {
            await area.EraseAsync(session, cancellationToken);
        }

        await EmptyAsync(id, IsNeededToTheEnd, cancellationToken);
        await ForgetCopiesAsync(session, cancellationToken);
        var isForgotten = await ForgetClientAsync(session, cancellationToken);
        if (!await RemoveAsync(id, lease, cancellationToken))
        {
            return false;
        }

        heads.Forget(id);
        await EmptyAsync(id, _ => false, cancellationToken);
        if (!isForgotten)
        {
            // Another of the client's last sessions may have been erased beside this one.
            await ForgetClientAsync(session, cancellationToken);
        }

        return true;
    }

    private static HeadStep<bool> Mark(Head? head, LeaseToken? lease) => head switch
    {
        null => HeadSteps.Refuse(true),
        _ when !head.Allows(lease) => HeadSteps.Refuse(false),
        { Erasing: true } => HeadSteps.Refuse(true),
        _ => HeadSteps.Write(head with { Erasing = true, Open = [] }, true),
    };

    /// <summary>What says that the session is still to be erased, and by whom.</summary>
    private static bool IsNeededToTheEnd(Item item) =>
        item.Text(TableDefinition.SortKey) is "META" or Keys.Head
        || item.TextOrNull("kind") == nameof(CommandKind.Purge);

    private async Task EmptyAsync(SessionId id, Func<Item, bool> stays, CancellationToken cancellationToken)
    {
        await foreach (var page in tables.Main.PagesAsync(new KeyQuery(Keys.OfSession(id)), cancellationToken))
        {
            await tables.Main.DeleteAllAsync(
                page.Where(item => !stays(item)).Select(ItemKey.Of), cancellationToken);
        }
    }

    private async Task<List<Item>> OthersOfClientAsync(Session session, CancellationToken cancellationToken) =>
    [
        .. (await tables.Main.ListAsync(
                KeyQuery.Beginning(Keys.OfClient(session.Email), Keys.Sessions), cancellationToken))
            .Where(item => SessionItems.IdOf(item) != session.Id && SessionItems.ListOf(item) != SessionList.Purged),
    ];

    /// <summary>Copies are the same client's; from one that was not begun there is nothing to copy any more.</summary>
    private async Task ForgetCopiesAsync(Session session, CancellationToken cancellationToken)
    {
        var others = await OthersOfClientAsync(session, cancellationToken);
        foreach (var copy in others.Where(item => SessionItems.CopyOfOf(item) == session.Id.Value))
        {
            await heads.ChangeAsync(
                SessionItems.IdOf(copy),
                now => ForgetSourceAsync(now.Head, session.Id, cancellationToken),
                false,
                cancellationToken);
        }
    }

    private async Task<HeadStep<bool>> ForgetSourceAsync(
        Head? head, SessionId source, CancellationToken cancellationToken)
    {
        if (head is null
            || await writes.FindAsync(head.Session, cancellationToken) is not { } copy || copy.CopyOf != source)
        {
            return HeadSteps.Refuse(false);
        }

        var (_, saved) = writes.Save(head, copy, copy with { CopyOf = null });
        return new HeadStep<bool>(null, saved, true);
    }

    /// <summary>With the last of a client's sessions goes the client.</summary>
    private async Task<bool> ForgetClientAsync(Session session, CancellationToken cancellationToken)
    {
        if (session.Email.Length == 0 || await OthersOfClientAsync(session, cancellationToken) is not [])
        {
            return false;
        }

        foreach (var area in areas)
        {
            await area.ForgetAsync(SessionItems.Lower(session.Email), cancellationToken);
        }

        await foreach (var page in tables.Main.PagesAsync(
            new KeyQuery(Keys.OfClient(session.Email)), cancellationToken))
        {
            await tables.Main.DeleteAllAsync(
                page.Select(ItemKey.Of).Where(key => !key.Sort.StartsWith(Keys.Sessions, StringComparison.Ordinal)),
                cancellationToken);
        }

        return true;
    }

    /// <summary>The last transaction; false when, with a lease, it has passed on.</summary>
    private async Task<bool> RemoveAsync(SessionId id, LeaseToken? lease, CancellationToken cancellationToken)
    {
        var attempts = tables.Main.NewAttempts();
        while (await heads.FindAsync(id, cancellationToken) is { } head
            && await writes.FindAsync(id, cancellationToken) is { } session)
        {
            if (!head.Allows(lease))
            {
                return false;
            }

            var shortId = await tables.Main.GetAsync(Keys.ShortId(id), cancellationToken);
            var isOwn = shortId is not null && SessionItems.IdOf(shortId) == id;
            var removal = writes.Remove(head, session, isOwn, time.GetUtcNow());
            if (await tables.Main.TransactAsync(removal, cancellationToken, attempts) is [])
            {
                return true;
            }

            await attempts.PauseAsync(cancellationToken);
        }

        // Somebody else has done it.
        return true;
    }
}
