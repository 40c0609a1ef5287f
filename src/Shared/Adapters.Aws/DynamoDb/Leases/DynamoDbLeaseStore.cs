using Amazon.DynamoDBv2.Model;
using TmuxBuilder.Adapters.Aws.DynamoDb.Heads;
using TmuxBuilder.Core.Admission;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Records.Workers;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Leases;

/// <summary>Workers and leases in DynamoDB; a lease is the epoch and worker of its session's head.</summary>
internal sealed class DynamoDbLeaseStore(Tables tables, SessionHeads heads) : ILeaseStore
{
    private static readonly Expression Beat = new(
        $"ADD #{WorkerItems.Heartbeat} :one", (":one", AttributeValue.Of(1)));

    public Task RegisterAsync(WorkerRecord worker, CancellationToken cancellationToken) => tables.Main.UpdateAsync(
        Keys.Worker(worker.Id),
        new Expression(
            $"SET #{WorkerItems.Heartbeat} = if_not_exists(#{WorkerItems.Heartbeat}, :heartbeat), "
            + $"#{WorkerItems.Capacity} = :capacity, #{WorkerItems.Draining} = :draining, "
            + $"#{WorkerItems.Started} = :started, #{WorkerItems.Version} = :version, "
            + $"#{WorkerItems.MemoryMb} = :memory, #{WorkerItems.Processors} = :processors",
            (":heartbeat", AttributeValue.Of(worker.Heartbeat)),
            (":capacity", AttributeValue.Of(worker.Capacity)),
            (":draining", AttributeValue.Of(worker.Draining)),
            (":started", AttributeValue.Of(worker.StartedAt.UtcTicks)),
            (":version", AttributeValue.Of(worker.Machine?.Version ?? WorkerItems.Unsaid)),
            (":memory", AttributeValue.Of(worker.Machine?.MemoryMb ?? 0)),
            (":processors", AttributeValue.Of(worker.Machine?.Processors ?? 0))),
        null,
        cancellationToken);

    /// <summary>One that is counted twice, because its answer was lost, only moves further.</summary>
    public async Task<long?> HeartbeatAsync(WorkerId worker, CancellationToken cancellationToken) =>
        await tables.Main.UpdateAsync(Keys.Worker(worker), Beat, Expression.Present, cancellationToken)
            is { Done: true, Item: { } moved }
            ? moved.Number(WorkerItems.Heartbeat)
            : null;

    public Task AdvertiseAsync(WorkerId worker, WorkerPlaces places, CancellationToken cancellationToken) =>
        tables.Main.UpdateAsync(
            Keys.Worker(worker),
            new Expression(
                $"SET #{WorkerItems.Places} = :places", (":places", AttributeValue.Of(WorkerPlacesV1.Write(places)))),
            Expression.Present,
            cancellationToken);

    public async Task<IReadOnlyList<WorkerRecord>> ListWorkersAsync(CancellationToken cancellationToken) =>
        [.. (await tables.Main.ListAsync(new KeyQuery(Keys.OfWorkers), cancellationToken)).Select(WorkerItems.Read)];

    public Task RemoveWorkerAsync(WorkerId worker, CancellationToken cancellationToken) =>
        tables.Main.DeleteAsync(Keys.Worker(worker), null, cancellationToken);

    public async Task<Lease?> FindAsync(SessionId session, CancellationToken cancellationToken) =>
        await heads.FindAsync(session, cancellationToken) is { Epoch: > 0 } head ? LeaseOf(head) : null;

    public Task<LeaseToken?> AcquireAsync(
        SessionId session, WorkerId worker, CancellationToken cancellationToken) => heads.ChangeAsync(
        session,
        now => Task.FromResult(now.Head switch
        {
            null => HeadSteps.Refuse<LeaseToken?>(null),
            { Worker: null } free => Give(free, worker),
            { Worker: var holder } held when holder == worker =>
                HeadSteps.Refuse<LeaseToken?>(new LeaseToken(session, worker, held.Epoch)),
            _ => HeadSteps.Refuse<LeaseToken?>(null),
        }),
        false,
        cancellationToken);

    public Task<LeaseToken?> TakeOverAsync(Lease seen, WorkerId worker, CancellationToken cancellationToken) =>
        heads.ChangeAsync(
            seen.Session,
            now => Task.FromResult(now.Head is { } head && LeaseOf(head) == seen
                ? Give(head, worker)
                : HeadSteps.Refuse<LeaseToken?>(null)),
            false,
            cancellationToken);

    public Task<bool> ReleaseAsync(LeaseToken lease, CancellationToken cancellationToken) => heads.ChangeAsync(
        lease.Session,
        now => Task.FromResult(now.Head is { } head && head.Holds(lease)
            ? HeadSteps.Write(head with { Worker = null }, true)
            : HeadSteps.Refuse(false)),
        true,
        cancellationToken);

    public async Task<IReadOnlyList<LeaseToken>> ListHeldAsync(
        WorkerId worker, CancellationToken cancellationToken)
    {
        var held = await tables.Main.ListAsync(
            new KeyQuery(Keys.Held(worker)) { Index = TableDefinition.Index2 }, cancellationToken);
        var found = await tables.Main.GetAllAsync(held.Select(ItemKey.Of), cancellationToken);
        // The index may lag, and has no epoch: the heads themselves say who holds what.
        return
        [
            .. found.Values.Select(HeadItem.Read)
                .Where(head => head.Worker == worker)
                .Select(head => new LeaseToken(head.Session, worker, head.Epoch)),
        ];
    }

    private static Lease LeaseOf(Head head) => new(head.Session, head.Worker, head.Epoch);

    private static HeadStep<LeaseToken?> Give(Head head, WorkerId worker) =>
        HeadSteps.Write<LeaseToken?>(
            head with { Epoch = head.Epoch + 1, Worker = worker },
            new LeaseToken(head.Session, worker, head.Epoch + 1));
}
