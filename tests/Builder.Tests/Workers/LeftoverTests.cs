using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Agent;
using TmuxBuilder.Agent.Launch;
using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Builder.Workers;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Resources;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Builder.Tests.Workers;

/// <summary>What a worker settles when a sweep found it half made, and what it finds on its own machine.</summary>
public sealed class LeftoverTests
{
    private static readonly TimeSpan Old = TimeSpan.FromHours(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_bucket_that_no_site_leads_to_is_removed_with_its_line()
    {
        await using var machine = Machine.New();
        var (session, lease) = await HeldAsync(machine);
        var site = SiteOf(machine, session);
        await machine.Get<ISitePublisher>().EnsureAsync(site, Token);
        await PutAsync(machine, site, ResourceKind.Bucket, ResourceStage.Intent, lease);
        await machine.Get<ILeaseStore>().ReleaseAsync(lease, Token);
        Assert.True(Directory.Exists(FolderOf(machine, site)));

        await SettleAsync(machine, session);

        Assert.False(Directory.Exists(FolderOf(machine, site)));
        Assert.Empty(await machine.Get<IResourceLedger>().ListAsync(session.Id, Token));
    }

    [Fact]
    public async Task A_first_publish_that_got_stuck_fails_and_what_it_made_goes()
    {
        await using var machine = Machine.New();
        var (session, lease) = await HeldAsync(machine);
        var site = SiteOf(machine, session);
        await machine.Get<ISiteStore>().CreateAsync(site, lease, Token);
        await machine.Get<ISitePublisher>().EnsureAsync(site, Token);
        await PutAsync(machine, site, ResourceKind.Bucket, ResourceStage.Intent, lease);
        await machine.Get<ILeaseStore>().ReleaseAsync(lease, Token);

        await SettleAsync(machine, session);

        Assert.Equal(SiteState.Failed, (await machine.Get<ISiteStore>().FindAsync(site.Id, Token))!.State);
        Assert.False(Directory.Exists(FolderOf(machine, site)));
        Assert.Empty(await machine.Get<IResourceLedger>().ListAsync(session.Id, Token));
    }

    [Fact]
    public async Task What_a_site_is_served_from_is_made_whole_and_a_fact()
    {
        await using var machine = Machine.New();
        var (session, lease) = await HeldAsync(machine);
        var site = SiteOf(machine, session) with
        {
            State = SiteState.Live,
            CurrentRelease = ReleaseId.New(machine.Time),
        };
        await machine.Get<ISiteStore>().CreateAsync(site, lease, Token);
        await PutAsync(machine, site, ResourceKind.Bucket, ResourceStage.Intent, lease);
        await machine.Get<ILeaseStore>().ReleaseAsync(lease, Token);

        await SettleAsync(machine, session);

        Assert.True(Directory.Exists(FolderOf(machine, site)));
        var line = Assert.Single(await machine.Get<IResourceLedger>().ListAsync(session.Id, Token));
        Assert.Equal(ResourceStage.Fact, line.Stage);
    }

    [Fact]
    public async Task A_user_whose_keys_nobody_was_given_is_revoked_and_its_line_goes()
    {
        var tenants = new FakeTenants();
        await using var machine = Machine.New(added: services => services.AddSingleton<ITenantIdentity>(tenants));
        var (session, lease) = await HeldAsync(machine);
        await PutAsync(machine, SiteOf(machine, session), ResourceKind.User, ResourceStage.Intent, lease);
        await machine.Get<ILeaseStore>().ReleaseAsync(lease, Token);

        await SettleAsync(machine, session);

        Assert.Equal([session.Id], tenants.Revoked);
        Assert.Empty(await machine.Get<IResourceLedger>().ListAsync(session.Id, Token));
    }

    [Fact]
    public async Task Keys_that_a_deletion_did_not_come_to_revoke_are_revoked_when_the_agent_is_stopped()
    {
        var tenants = new FakeTenants();
        await using var machine = Machine.New(added: services => services.AddSingleton<ITenantIdentity>(tenants));
        var session = await machine.SessionAsync(SessionState.Deleted);
        await machine.StartWorkerAsync();

        await machine.CommandAsync(session, CommandKind.Stop);
        await DoneAsync(machine, session);

        Assert.Equal([session.Id], tenants.Revoked);
    }

    [Fact]
    public async Task A_pane_of_nobody_is_killed_and_a_session_without_an_owner_here_is_taken_up_by_every_look()
    {
        await using var machine = Machine.New(options => options with { Sweep = TimeSpan.FromHours(1) });
        var (working, _, _) = await machine.AcceptedAsync();
        var stray = await machine.SessionAsync();
        await machine.Agents.For(new Crash()).StartAsync(
            new AgentStart(stray.Id, machine.Folders.FolderOf(stray.Id), Guid.NewGuid(), false), Token);
        var forgotten = await machine.SessionAsync();
        Assert.NotNull(
            await machine.Get<ILeaseStore>().AcquireAsync(forgotten.Id, machine.Options.Worker, Token));

        Assert.Equal(new WorkerSweep(1, 1), await machine.Get<Worker>().TakeUpAsync(Token));

        Assert.Equal([working.Id], machine.Agents.Live);
        await machine.Pulse.UntilAsync(
            async () =>
                await machine.Get<ILeaseStore>().FindAsync(forgotten.Id, Token) is { Worker: null } free ? free : null,
            Token);
        Assert.Equal(default, await machine.Get<Worker>().TakeUpAsync(Token));
    }

    private static async Task<(Session Session, LeaseToken Lease)> HeldAsync(Machine machine)
    {
        var session = await machine.SessionAsync(SessionState.Ready);
        return (session, (await machine.Get<ILeaseStore>().AcquireAsync(
            session.Id, WorkerId.Parse("worker-before"), Token))!);
    }

    private static async Task SettleAsync(Machine machine, Session session)
    {
        await machine.StartWorkerAsync();
        await machine.CommandAsync(session, CommandKind.Settle);
        await DoneAsync(machine, session);
    }

    private static Task<Session> DoneAsync(Machine machine, Session session) => machine.Pulse.UntilAsync(
        async () =>
            await machine.Get<ICommandStore>().ListPendingAsync(session.Id, machine.Time.GetUtcNow(), Token) is []
                ? session
                : null,
        Token);

    private static Task<bool> PutAsync(
        Machine machine, Site site, ResourceKind kind, ResourceStage stage, LeaseToken lease) =>
        machine.Get<IResourceLedger>().PutAsync(
            new ResourceRecord(
                site.Session,
                kind,
                site.Bucket,
                stage,
                machine.Time.GetUtcNow() - Old,
                new Dictionary<string, string>()),
            lease,
            Token);

    private static Site SiteOf(Machine machine, Session session) => new()
    {
        Id = SiteId.New(machine.Time),
        Session = session.Id,
        Slug = "tea",
        Name = "Tea",
        Bucket = SiteNames.Bucket(session.Id, "tea", machine.Time.GetUtcNow()),
        Url = "http://tea.localhost/",
        State = SiteState.Publishing,
        CreatedAt = machine.Time.GetUtcNow() - Old,
        UpdatedAt = machine.Time.GetUtcNow() - Old,
    };

    private static string FolderOf(Machine machine, Site site) =>
        Path.Combine(machine.Options.DataFolder, "sites", site.Bucket);
}
