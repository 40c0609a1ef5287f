using TmuxBuilder.Builder.Purging;
using TmuxBuilder.Builder.Runs;
using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Operations;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Resources;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Builder.Tests.Purging;

public sealed class SessionPurgeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_purge_whose_session_was_taken_over_ends_and_its_next_owner_finishes_it()
    {
        await using var machine = Machine.New();
        var session = await machine.SessionAsync();
        await machine.Sessions.ChangeAsync(session.Id, found => found with { State = SessionState.Purging }, Token);
        var leases = machine.Get<ILeaseStore>();
        var old = (await leases.AcquireAsync(session.Id, WorkerId.Parse("worker-a"), Token))!;
        var line = new ResourceRecord(
            session.Id,
            ResourceKind.Bucket,
            "b",
            ResourceStage.Fact,
            machine.Time.GetUtcNow(),
            new Dictionary<string, string>());
        await machine.Get<IResourceLedger>().PutAsync(line, old, Token);
        var now = (await leases.TakeOverAsync(
            new Lease(session.Id, old.Worker, old.Epoch), WorkerId.Parse("worker-b"), Token))!;
        var operation = new Operation(
            OperationId.New(machine.Time),
            "purge",
            machine.Time.GetUtcNow(),
            [new OperationItem(session.Id.Short, "pending")]);
        await machine.Get<IOperationStore>().CreateAsync(operation, Token);
        var command = new Command(
            CommandId.New(machine.Time),
            session.Id,
            CommandKind.Purge,
            new PurgePayload(operation.Id.Value, session.Id.Short).ToJson(),
            machine.Time.GetUtcNow(),
            machine.Time.GetUtcNow().AddHours(1));
        var purge = machine.Get<SessionPurge>();

        var lost = await Assert.ThrowsAsync<OwnershipLostException>(() => purge.RunAsync(old, command, Token));

        Assert.True(lost.LeaseLost);
        Assert.Equal(SessionState.Purging, (await machine.Sessions.FindAsync(session.Id, Token))?.State);
        Assert.Single(await machine.Get<IResourceLedger>().ListAsync(session.Id, Token));
        Assert.Equal("pending", (await ItemAsync(machine, operation)).State);

        await purge.RunAsync(now, command, Token);

        var item = await ItemAsync(machine, operation);
        Assert.Equal("done", item.State);
        Assert.Contains("\"b\"", item.Receipt, StringComparison.Ordinal);
        Assert.Empty(await machine.Get<IResourceLedger>().ListAsync(session.Id, Token));
        Assert.Equal(SessionState.Purged, (await machine.Sessions.FindAsync(session.Id, Token))?.State);
    }

    private static async Task<OperationItem> ItemAsync(Machine machine, Operation operation) =>
        Assert.Single((await machine.Get<IOperationStore>().FindAsync(operation.Id, Token))!.Items);
}
