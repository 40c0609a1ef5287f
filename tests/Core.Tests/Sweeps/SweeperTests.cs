using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TmuxBuilder.Adapters.Embedded;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;
using TmuxBuilder.Core.Sweeps;
using TmuxBuilder.Core.Uploads;

namespace TmuxBuilder.Core.Tests.Sweeps;

/// <summary>What is due by time alone, over the embedded adapters.</summary>
public sealed class SweeperTests : IAsyncDisposable
{
    private static readonly WorkerId Worker = WorkerId.Parse("worker-a");

    private readonly string folder = Directory.CreateTempSubdirectory("tb-sweeps-").FullName;
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 30, 7, 0, 0, TimeSpan.Zero));
    private readonly ReachedSites publisher = new();
    private readonly ServiceProvider services;

    public SweeperTests() => services = new ServiceCollection()
        .AddSingleton<TimeProvider>(time)
        .AddLogging()
        .AddEmbeddedAdapters(
            new EmbeddedOptions { DataFolder = folder, SiteBase = () => new Uri("http://localhost/") })
        .AddCore()
        .AddSingleton<ISitePublisher>(publisher)
        .BuildServiceProvider();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ILeaseStore Leases => Get<ILeaseStore>();

    [Fact]
    public async Task Sessions_that_wait_are_rung_for_by_every_sweep()
    {
        var session = await NewSessionAsync();
        Assert.Equal(0, (await SweepAsync()).Rung);
        await Get<ICommandStore>().AddAsync(
            new Command(
                CommandId.New(time), session, CommandKind.Pause, "{}", time.GetUtcNow(), time.GetUtcNow().AddHours(1)),
            Cancellation);

        for (var sweep = 0; sweep < 2; sweep++)
        {
            Assert.Equal(1, (await SweepAsync()).Rung);
            await foreach (var rung in Get<IDoorbell>().ListenAsync(Cancellation))
            {
                Assert.Equal(session, rung);
                break;
            }
        }
    }

    [Fact]
    public async Task A_worker_is_lost_once_its_heartbeat_stands_still_and_forgotten_once_it_holds_nothing()
    {
        var session = await NewSessionAsync();
        await Leases.RegisterAsync(new WorkerRecord(Worker, 0, 4, false, time.GetUtcNow()), Cancellation);
        var lease = await Leases.AcquireAsync(session, Worker, Cancellation);
        await ListenAtAsync(Worker, session);

        Assert.Equal((0, 0), Workers(await SweepAsync()));
        time.Advance(TimeSpan.FromSeconds(15));
        await Leases.HeartbeatAsync(Worker, Cancellation);
        Assert.Equal((0, 0), Workers(await SweepAsync()));
        time.Advance(TimeSpan.FromSeconds(17));
        Assert.Equal((0, 0), Workers(await SweepAsync()));
        time.Advance(TimeSpan.FromMinutes(11));
        var did = await SweepAsync();
        Assert.Equal((1, 0), Workers(did));
        Assert.Equal((1, 0), (did.SessionsStranded, did.Rung));
        await using var rings = Get<IDoorbell>().ListenAsync(Cancellation).GetAsyncEnumerator(Cancellation);
        Assert.True(await rings.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60), Cancellation));
        Assert.Equal(session, rings.Current);

        await Leases.ReleaseAsync(lease!, Cancellation);
        Assert.Equal((1, 1), Workers(await SweepAsync()));
        Assert.Empty(await Leases.ListWorkersAsync(Cancellation));
        Assert.False(await Get<IDoorbell>().RingAtAsync(session, Worker, Cancellation));
        Assert.Equal((0, 0), Workers(await SweepAsync()));
    }

    [Fact]
    public async Task A_site_that_can_be_reached_is_to_be_checked_once()
    {
        var session = await NewSessionAsync();
        var lease = (await Leases.AcquireAsync(session, Worker, Cancellation))!;
        await NewSiteAsync(session, lease);

        Assert.Equal(0, (await SweepAsync()).SitesReached);
        publisher.State = SiteState.Live;
        Assert.Equal(1, (await SweepAsync()).SitesReached);
        Assert.Equal(0, (await SweepAsync()).SitesReached);

        var check = Assert.Single(
            await Get<ICommandStore>().ListPendingAsync(session, time.GetUtcNow(), Cancellation));
        Assert.Equal(CommandKind.Check, check.Kind);
        Assert.True(await Get<ICommandStore>().CompleteAsync(check.Id, lease, Cancellation));
        Assert.Equal(1, (await SweepAsync()).SitesReached);
    }

    [Fact]
    public async Task A_file_that_was_announced_and_never_completed_goes_after_a_day()
    {
        var session = await NewSessionAsync();
        var (uploads, blobs) = (Get<DirectUploads>(), Get<IBlobStore>());
        var never = (await uploads.BeginAsync(session, "tea.txt", 3, "text/plain", Cancellation)).Upload!;
        var late = (await uploads.BeginAsync(session, "tea.txt", 3, "text/plain", Cancellation)).Upload!;
        foreach (var upload in new[] { never, late })
        {
            await uploads.PutAsync(session, upload.Id, "text/plain", new MemoryStream("tea"u8.ToArray()), Cancellation);
        }

        time.Advance(TimeSpan.FromHours(24));
        Assert.Equal(0, (await SweepAsync()).UploadsExpired);
        Assert.Equal(
            UploadOutcome.Accepted, (await uploads.CompleteAsync(session, late.Id, Cancellation)).Outcome);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, (await SweepAsync()).UploadsExpired);
        Assert.Equal(0, (await SweepAsync()).UploadsExpired);

        Assert.Equal(
            UploadOutcome.Unknown, (await uploads.CompleteAsync(session, never.Id, Cancellation)).Outcome);
        Assert.Equal(
            [UploadKeys.Complete(session, late.Id)],
            await blobs.ListAsync($"sessions/{session.Short}/", Cancellation).ToListAsync(Cancellation));
        Assert.Equal([late.Id], (await Get<IUploadStore>().ListAsync(session, Cancellation)).Select(kept => kept.Id));
    }

    [Fact]
    public async Task A_step_that_fails_keeps_no_other_from_being_made()
    {
        await using var broken = new ServiceCollection()
            .AddSingleton<TimeProvider>(time)
            .AddLogging()
            .AddEmbeddedAdapters(
                new EmbeddedOptions { DataFolder = folder, SiteBase = () => new Uri("http://localhost/") })
            .AddCore()
            .AddSingleton<ISitePublisher>(publisher)
            .AddSingleton<IDoorbell, BrokenDoorbell>()
            .BuildServiceProvider();
        var session = await NewSessionAsync();
        await Get<ICommandStore>().AddAsync(
            new Command(
                CommandId.New(time), session, CommandKind.Pause, "{}", time.GetUtcNow(), time.GetUtcNow().AddHours(1)),
            Cancellation);
        time.Advance(TimeSpan.FromHours(2));
        await Get<ICommandStore>().AddAsync(
            new Command(
                CommandId.New(time), session, CommandKind.Pause, "{}", time.GetUtcNow(), time.GetUtcNow().AddHours(1)),
            Cancellation);

        var did = await broken.GetRequiredService<Sweeper>().SweepAsync(Cancellation);

        Assert.Equal(["work"], did.Failed);
        Assert.Equal(1, did.CommandsRemoved);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static (int Lost, int Forgotten) Workers(SweepReport did) => (did.WorkersLost, did.WorkersForgotten);

    private T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    private async Task<SweepReport> SweepAsync()
    {
        var did = await Get<Sweeper>().SweepAsync(Cancellation);
        Assert.Empty(did.Failed);
        return did;
    }

    private async Task<SessionId> NewSessionAsync()
    {
        var id = SessionId.New("ada@example.com", time);
        await Get<ISessionStore>().CreateAsync(
            new Session
            {
                Id = id,
                Email = "ada@example.com",
                ClientName = "Ada",
                Name = "Tea shop",
                CreatedAt = time.GetUtcNow(),
                UpdatedAt = time.GetUtcNow(),
            },
            Cancellation);
        return id;
    }

    private async Task NewSiteAsync(SessionId session, LeaseToken lease) => Assert.True(
        await Get<ISiteStore>().CreateAsync(
            new Site
            {
                Id = SiteId.New(time),
                Session = session,
                Slug = "tea",
                Name = "Tea",
                Bucket = SiteNames.Bucket(session, "tea", time.GetUtcNow()),
                Url = "https://tea.example.com/",
                State = SiteState.Propagating,
                CreatedAt = time.GetUtcNow(),
                UpdatedAt = time.GetUtcNow(),
            },
            lease,
            Cancellation));

    /// <summary>Has the worker listen, for one ring.</summary>
    private async Task ListenAtAsync(WorkerId worker, SessionId session)
    {
        var rings = Get<IDoorbell>().ListenAtAsync(worker, Cancellation);
        Assert.True(await Get<IDoorbell>().RingAtAsync(session, worker, Cancellation));
        await foreach (var rung in rings)
        {
            Assert.Equal(session, rung);
            break;
        }
    }

    private sealed class BrokenDoorbell : IDoorbell
    {
        public Task RingAsync(SessionId session, CancellationToken cancellationToken) =>
            throw new StoreUnavailableException("The bell has no clapper.");

        public Task<bool> RingAtAsync(SessionId session, WorkerId worker, CancellationToken cancellationToken) =>
            throw new StoreUnavailableException("The bell has no clapper.");

        public IAsyncEnumerable<SessionId> ListenAsync(CancellationToken cancellationToken) =>
            throw new NotSupportedException("Nobody listens.");

        public IAsyncEnumerable<SessionId> ListenAtAsync(WorkerId worker, CancellationToken cancellationToken) =>
            throw new NotSupportedException("Nobody listens.");

        public Task RemoveLineAsync(WorkerId worker, CancellationToken cancellationToken) =>
            throw new StoreUnavailableException("The bell has no wire.");
    }
}
