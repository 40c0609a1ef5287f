using Amazon.DynamoDBv2.Model;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Heads;

/// <summary>Reads heads, and changes them together with what belongs to the change.</summary>
internal sealed class SessionHeads(Tables tables) : IDisposable
{
    private readonly HeadGates gates = new();
    private readonly RememberedHeads remembered = new();

    private Table Table => tables.Main;

    /// <summary>Of a transaction: the session is there and not being erased.</summary>
    public Write StillThere(SessionId session) => Table.Check(
        Keys.SessionHead(session),
        new Expression($"attribute_exists(#pk) AND attribute_not_exists(#{HeadItem.Erasing})"));

    /// <summary>Of a transaction: the lease is the session's newest and was not given back.</summary>
    public Write Holds(LeaseToken lease) => Table.Check(
        Keys.SessionHead(lease.Session),
        new Expression(
            $"#{HeadItem.Epoch} = :epoch AND #{HeadItem.Worker} = :worker",
            (":epoch", AttributeValue.Of(lease.Epoch)),
            (":worker", AttributeValue.Of(lease.Worker.Value))));

    public async Task<Head?> FindAsync(SessionId session, CancellationToken cancellationToken) =>
        await Table.GetAsync(Keys.SessionHead(session), cancellationToken) is { } item ? HeadItem.Read(item) : null;

    /// <summary>
    /// Works out a step from the head and writes it unless the head, or what else it depends on, has changed meanwhile;
    /// then it is worked out again. A refusal is told only of the head as it is now.
    /// </summary>
    /// <param name="plan">May be called several times.</param>
    /// <param name="isOwners">
    /// The caller owns the session, so the head is likely as this process left it, and need not be read.
    /// </param>
    public async Task<T> ChangeAsync<T>(
        SessionId session,
        Func<HeadTry, Task<HeadStep<T>>> plan,
        bool isOwners,
        CancellationToken cancellationToken)
    {
        using var entry = await gates.EnterAsync(session, cancellationToken);
        var attempts = Table.NewAttempts();
        var guess = isOwners ? remembered.Find(session) : null;
        var now = new HeadTry(guess ?? await FindAsync(session, cancellationToken), []);
        while (true)
        {
            var step = await plan(now);
            if (step.IsRefusal && guess is null)
            {
                return step.Result;
            }

            var refusals = step.IsRefusal
                ? []
                : await Table.TransactAsync(WritesOf(session, now.Head, step), cancellationToken, attempts);
            if (!step.IsRefusal && refusals.Count == 0)
            {
                Remember(now.Head, step.Next);
                return step.Result;
            }

            if (guess is null)
            {
                await attempts.PauseAsync(cancellationToken);
            }

            guess = null;
            now = await NextAsync(session, refusals, cancellationToken);
        }
    }

    public void Forget(SessionId session) => remembered.Forget(session);

    public void Dispose() => gates.Dispose();

    private static Expression Unchanged(Head head) =>
        new($"#{HeadItem.Revision} = :rev", (":rev", AttributeValue.Of(head.Revision)));

    private IReadOnlyList<Write> WritesOf<T>(SessionId session, Head? head, HeadStep<T> step)
    {
        if (head is null)
        {
            throw new InvalidOperationException($"A step was made from no head of session {session}.");
        }

        return
        [
            step.Next is null
                ? Table.Check(Keys.SessionHead(session), Unchanged(head))
                : Table.Put(HeadItem.Write(step.Next with { Revision = head.Revision + 1 }), Unchanged(head)),
            .. step.Writes,
        ];
    }

    /// <summary>What the next try starts from; a head that was in the way came along.</summary>
    private async Task<HeadTry> NextAsync(
        SessionId session, IReadOnlyList<Refusal> refusals, CancellationToken cancellationToken)
    {
        var key = Keys.SessionHead(session);
        var others = refusals.Where(refusal => refusal.Key != key).ToList();
        return refusals.FirstOrDefault(refusal => refusal.Key == key)?.Old is { } changed
            ? new HeadTry(HeadItem.Read(changed), others)
            : new HeadTry(await FindAsync(session, cancellationToken), others);
    }

    private void Remember(Head? before, Head? next)
    {
        if (before is not null && next is not null)
        {
            remembered.Remember(next with { Revision = before.Revision + 1 });
        }
    }
}
