using TmuxBuilder.Core;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Operations;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Resources;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;
using TmuxBuilder.Core.Turns;
using Xunit;

namespace TmuxBuilder.Contracts;

/// <summary>
/// A worker that was paused, whose session passed on meanwhile, and that wakes in the middle of its work: whatever it
/// writes then, at any port, is refused, and all stays as its successor has it.
/// </summary>
public abstract class LateWorkerContract : PortContract
{
    private ISiteStore Sites => World.Get<ISiteStore>();

    private IResourceLedger Ledger => World.Get<IResourceLedger>();

    private IOperationStore Operations => World.Get<IOperationStore>();

    [Fact]
    public async Task Whatever_it_writes_is_refused_and_changes_nothing()
    {
        var held = await HeldAsync();
        Assert.NotNull(
            await Leases.TakeOverAsync(
                new Lease(held.Session.Id, Sample.WorkerA, held.Lease.Epoch), Sample.WorkerB, Cancellation));
        var before = await AllOfAsync(held);

        var refused = new Dictionary<string, bool>();
        foreach (var (name, write) in Writes(held))
        {
            refused[name] = await write();
        }

        Assert.All(refused, write => Assert.True(write.Value, $"{write.Key} was not refused."));
        Assert.Equivalent(before, await AllOfAsync(held), strict: true);
        Assert.Equal(
            typeof(ISessionStore).Assembly.GetExportedTypes()
                .Where(type => type.IsInterface && type.Namespace == typeof(ISessionStore).Namespace)
                .SelectMany(port => port.GetMethods())
                .Where(method => method.GetParameters().Any(one => one.ParameterType == typeof(LeaseToken)))
                .Select(method => $"{method.DeclaringType!.Name}.{method.Name}")
                .Order(StringComparer.Ordinal),
            refused.Keys.Order(StringComparer.Ordinal));
    }

    /// <summary>Every write of a worker there is, by its name; each says whether it was refused.</summary>
    private IEnumerable<(string Name, Func<Task<bool>> Write)> Writes(Held held)
    {
        var (session, late) = (held.Session, held.Lease);
        var release = World.NewRelease(held.Site);
        yield return Of<ISessionStore>(nameof(ISessionStore.SaveAsync), async () =>
            await Sessions.SaveAsync(session with { Name = "Late" }, late, Cancellation) == SaveOutcome.LeaseLost);
        yield return Of<ISessionStore>(nameof(ISessionStore.EraseAsync), async () =>
            !await Sessions.EraseAsync(session.Id, late, Cancellation));
        yield return Of<ITurnStore>(nameof(ITurnStore.ChangeAsync), async () =>
            (await Turns.ChangeAsync(
                new TurnChange(held.Running.State, held.Running with { State = TurnState.Accepted }),
                [World.NewEntry()],
                late,
                Cancellation)).Outcome == ChangeOutcome.LeaseLost);
        yield return Of<ITurnStore>(nameof(ITurnStore.DropQueuedAsync), async () =>
            (await Turns.DropQueuedAsync(
                session.Id, held.Queued.Id, "late", [World.NewEntry()], late, Cancellation)).Outcome
                == ChangeOutcome.LeaseLost);
        yield return Of<IChatStore>(nameof(IChatStore.AddAsync), async () =>
            !await Chat.AddAsync(session.Id, World.NewLine("late"), late, Cancellation));
        yield return Of<IActivityLog>(nameof(IActivityLog.AppendAsync), async () =>
            (await Log.AppendAsync(session.Id, [World.NewEntry()], late, Cancellation)).Outcome
                == AppendOutcome.LeaseLost);
        yield return Of<ICommandStore>(nameof(ICommandStore.CompleteAsync), async () =>
            !await Commands.CompleteAsync(held.Command, late, Cancellation));
        yield return Of<ILeaseStore>(nameof(ILeaseStore.ReleaseAsync), async () =>
            !await Leases.ReleaseAsync(late, Cancellation));
        yield return Of<IOperationStore>(nameof(IOperationStore.SaveItemAsync), async () =>
            !await Operations.SaveItemAsync(
                held.Operation, new OperationItem("one", OperationItemStates.Done), late, Cancellation));
        yield return Of<ISiteStore>(nameof(ISiteStore.CreateAsync), async () =>
            !await Sites.CreateAsync(World.NewSite(session.Id), late, Cancellation));
        yield return Of<ISiteStore>(nameof(ISiteStore.SaveAsync), async () =>
            await Sites.SaveAsync(held.Site with { State = SiteState.Failed }, late, Cancellation)
                == SaveOutcome.LeaseLost);
        yield return Of<ISiteStore>(nameof(ISiteStore.PutReleaseAsync), async () =>
            !await Sites.PutReleaseAsync(session.Id, release, late, Cancellation));
        yield return Of<ISiteStore>(nameof(ISiteStore.PutCheckAsync), async () =>
            !await Sites.PutCheckAsync(
                held.Site.Id, held.Release.Id, new ReleaseCheck { At = Now, Reason = "late" }, late, Cancellation));
        yield return Of<ISiteStore>(nameof(ISiteStore.RemoveAllAsync), async () =>
            !await Sites.RemoveAllAsync(late, Cancellation));
        yield return Of<IResourceLedger>(nameof(IResourceLedger.PutAsync), async () =>
            !await Ledger.PutAsync(held.Line with { Stage = ResourceStage.Fact }, late, Cancellation));
        yield return Of<IResourceLedger>(nameof(IResourceLedger.RemoveAsync), async () =>
            !await Ledger.RemoveAsync(held.Line.Kind, held.Line.Id, late, Cancellation));

        static (string, Func<Task<bool>>) Of<TPort>(string method, Func<Task<bool>> write) =>
            ($"{typeof(TPort).Name}.{method}", write);
    }

    /// <summary>A session with something of everything, made by the worker that holds it.</summary>
    private async Task<Held> HeldAsync()
    {
        var session = await World.StoredSessionAsync();
        var lease = await World.LeaseAsync(session.Id, Sample.WorkerA);
        var turn = await World.StoredTurnAsync(session.Id);
        var running = turn with { State = TurnState.Typed };
        var (outcome, _) = await Turns.ChangeAsync(
            new TurnChange(TurnState.Queued, running), [World.NewEntry()], lease, Cancellation);
        Assert.Equal(ChangeOutcome.Saved, outcome);
        var queued = await World.StoredTurnAsync(session.Id, "And in blue");
        var command = World.NewCommand(session.Id);
        await Commands.AddAsync(command, Cancellation);
        var operation = new Operation(
            OperationId.New(Time), "purge", Now, [new OperationItem("one", OperationItemStates.Pending)]);
        await Operations.CreateAsync(operation, Cancellation);
        var site = World.NewSite(session.Id);
        Assert.True(await Sites.CreateAsync(site, lease, Cancellation));
        var release = World.NewRelease(site);
        Assert.True(await Sites.PutReleaseAsync(session.Id, release, lease, Cancellation));
        var line = new ResourceRecord(
            session.Id, ResourceKind.Bucket, site.Bucket, ResourceStage.Intent, Now, new Dictionary<string, string>());
        Assert.True(await Ledger.PutAsync(line, lease, Cancellation));
        session = (await Sessions.FindAsync(session.Id, Cancellation))!;
        return new Held(session, lease, running, queued, command.Id, operation.Id, site, release, line);
    }

    /// <summary>All that is stored of it.</summary>
    private async Task<object> AllOfAsync(Held held)
    {
        var id = held.Session.Id;
        return new
        {
            Row = await Sessions.FindRowAsync(id, Cancellation),
            Open = await Turns.ListOpenAsync(id, Cancellation),
            Recent = await Turns.ListRecentAsync(id, 9, Cancellation),
            Lines = await Chat.TailAsync(id, 99, Cancellation),
            Entries = await Log.TailAsync(id, 99, Cancellation),
            Commands = await Commands.ListPendingAsync(id, Now, Cancellation),
            Lease = await Leases.FindAsync(id, Cancellation),
            Operation = await Operations.FindAsync(held.Operation, Cancellation),
            Sites = await Sites.ListAsync(id, Cancellation),
            Releases = await Sites.ListReleasesAsync(held.Site.Id, Cancellation),
            Ledger = await Ledger.ListAsync(id, Cancellation),
        };
    }

    private sealed record Held(
        Session Session,
        LeaseToken Lease,
        Turn Running,
        Turn Queued,
        CommandId Command,
        OperationId Operation,
        Site Site,
        Release Release,
        ResourceRecord Line);
}
