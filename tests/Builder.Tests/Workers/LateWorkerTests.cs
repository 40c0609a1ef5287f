using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Tests.Workers;

/// <summary>
/// A worker that was paused, whose session passed on meanwhile, and that wakes in the middle of its work: what it does
/// outside the stores, which refuse it, is harmless, and its successor puts it right.
/// </summary>
public sealed class LateWorkerTests
{
    private static readonly WorkerId Other = WorkerId.Parse("worker-2");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Its_agent_is_killed_when_it_next_speaks_and_nobody_is_shown_what_it_said()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();
        var taken = await TakenOverAsync(machine, session);
        var (entries, frames) = ((await machine.EntriesAsync(session)).Count, machine.Sockets.Of(session).Count);

        await Assert.ThrowsAsync<IOException>(() => machine.NotifyAsync(pane, "working", "late"));
        pane.Stop("What the late one built.");

        Assert.Equal("kill", await pane.KeyAsync(Token));
        Assert.Empty(machine.Agents.Live);
        Assert.Equal(TurnState.Accepted, (await machine.Turns.FindAsync(session.Id, turn.Id, Token))!.State);
        Assert.Equal(entries, (await machine.EntriesAsync(session)).Count);
        Assert.Equal(frames, machine.Sockets.Of(session).Count);
        Assert.Equal(
            (taken.Worker, taken.Epoch),
            (await machine.Get<ILeaseStore>().FindAsync(session.Id, Token) is { Worker: { } worker } lease
                ? (worker, lease.Epoch)
                : default));
    }

    [Fact]
    public async Task Nothing_is_typed_for_it_any_more()
    {
        await using var machine = Machine.New();
        var session = await machine.SessionAsync();
        TakeOverBefore(machine, session, typeof(ITurnStore), nameof(ITurnStore.ChangeAsync));
        await machine.StartWorkerAsync();
        var turn = await machine.SendAsync(session);

        var pane = await machine.Agents.StartedAsync(Token);

        Assert.Equal("kill", await pane.KeyAsync(Token));
        Assert.Equal(TurnState.Queued, (await machine.Turns.FindAsync(session.Id, turn.Id, Token))!.State);
    }

    [Fact]
    public async Task A_promotion_of_it_that_came_through_is_undone_by_the_next_owner()
    {
        await using var machine = Machine.New();
        var (session, _, pane) = await machine.AcceptedAsync();
        var shown = await machine.PublishAsync(session, pane, "one");
        var site = await machine.SiteAsync(session);
        TakeOverBefore(
            machine,
            session,
            typeof(ISitePublisher),
            nameof(ISitePublisher.PromoteAsync),
            successor => SettledAsync(machine, successor));
        await machine.BuildAsync(session, "two");

        Assert.Equal(1, await machine.CallAsync(pane, "deploy", ["--project", "tea-shop"]));

        Assert.Contains("<p>two</p>", await machine.FrontAsync(site), StringComparison.Ordinal);
        Assert.Equal(shown, (await machine.SiteAsync(session)).CurrentRelease);
        Assert.Equal(
            [CommandKind.Settle],
            (await machine.Get<ICommandStore>().ListPendingAsync(session.Id, machine.Time.GetUtcNow(), Token))
                .Select(command => command.Kind));

        await PassOnAsync(machine, session);
        pane.Stop("What the late one built.");
        var (next, line) = await machine.TypedAsync();
        next.Accept(line);
        next.Stop("Here it is.");
        await machine.Pulse.UntilAsync(
            async () => (await machine.FrontAsync(site)).Contains("<p>one</p>", StringComparison.Ordinal)
                ? site
                : null,
            Token);
        Assert.Equal(shown, (await machine.SiteAsync(session)).CurrentRelease);
    }

    [Fact]
    public async Task Keys_it_made_for_a_session_that_was_deleted_meanwhile_are_revoked()
    {
        var tenants = new FakeTenants();
        await using var machine = Machine.New(added: services => services.AddSingleton<ITenantIdentity>(tenants));
        var session = await machine.SessionAsync();
        tenants.Before = async id =>
        {
            await TakenOverAsync(machine, session);
            await machine.Sessions.ChangeAsync(
                id, found => found with { State = SessionState.Deleted }, Token);
        };
        await machine.StartWorkerAsync();

        await machine.SendAsync(session);

        await machine.Pulse.UntilAsync(
            () => Task.FromResult(tenants.Revoked.IsEmpty ? null : tenants), Token);
        Assert.Equal([session.Id], tenants.Revoked.Distinct());
    }

    /// <summary>Another worker takes the session over, having held its owner to be lost.</summary>
    private static async Task<LeaseToken> TakenOverAsync(Machine machine, Session session)
    {
        var leases = machine.Get<ILeaseStore>();
        await leases.RegisterAsync(new WorkerRecord(Other, 1, 4, false, machine.Time.GetUtcNow()), Token);
        var seen = await leases.FindAsync(session.Id, Token);
        return (await leases.TakeOverAsync(seen!, Other, Token))!;
    }

    /// <summary>The owner is paused just before its next call of that kind, until it is taken over.</summary>
    private static void TakeOverBefore(
        Machine machine, Session session, Type port, string method, Func<LeaseToken, Task>? then = null)
    {
        var taken = false;
        machine.Crash.Failing = (called, name) =>
        {
            if (called == port && name == method && !taken)
            {
                taken = true;
                var successor = TakenOverAsync(machine, session).GetAwaiter().GetResult();
                then?.Invoke(successor).GetAwaiter().GetResult();
            }

            return false;
        };
    }

    /// <summary>
    /// The successor finds the release under way and settles that it failed: nothing is wrong any more.
    /// </summary>
    private static async Task SettledAsync(Machine machine, LeaseToken successor)
    {
        var sites = machine.Get<ISiteStore>();
        var site = Assert.Single(await sites.ListAsync(successor.Session, Token));
        foreach (var release in await sites.ListReleasesAsync(site.Id, Token))
        {
            var settled = release.State == ReleaseState.Uploading
                ? release with { State = ReleaseState.Failed }
                : release;
            Assert.True(await sites.PutReleaseAsync(successor.Session, settled, successor, Token));
        }

        Assert.Equal(
            SaveOutcome.Saved, await sites.SaveAsync(site with { State = SiteState.Live }, successor, Token));
    }

    /// <summary>The successor ends and gives the session away.</summary>
    private static async Task PassOnAsync(Machine machine, Session session)
    {
        var leases = machine.Get<ILeaseStore>();
        var held = (await leases.AcquireAsync(session.Id, Other, Token))!;
        Assert.True(await leases.ReleaseAsync(held, Token));
        await machine.Get<IDoorbell>().RingAsync(session.Id, Token);
    }
}
