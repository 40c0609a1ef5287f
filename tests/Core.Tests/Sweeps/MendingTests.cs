using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TmuxBuilder.Adapters.Embedded;
using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Clients;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Requests;
using TmuxBuilder.Core.Resources;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;
using TmuxBuilder.Core.Sweeps;
using TmuxBuilder.Core.Validation;

namespace TmuxBuilder.Core.Tests.Sweeps;

/// <summary>What a sweep finds half made and mends, over the embedded adapters; each case twice.</summary>
public sealed class MendingTests : IAsyncDisposable
{
    private static readonly WorkerId Worker = WorkerId.Parse("worker-a");
    private static readonly Contact Ada = new("Ada", "ada@example.com", "", "A site for a tea shop");

    private readonly string folder = Directory.CreateTempSubdirectory("tb-mends-").FullName;
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 30, 7, 0, 0, TimeSpan.Zero));
    private readonly ServiceProvider services;

    public MendingTests() => services = new ServiceCollection()
        .AddSingleton<TimeProvider>(time)
        .AddLogging()
        .AddEmbeddedAdapters(
            new EmbeddedOptions { DataFolder = folder, SiteBase = () => new Uri("http://localhost/") })
        .AddCore()
        .AddSingleton<ISitePublisher>(new ReachedSites())
        .BuildServiceProvider();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IRequestStore Requests => Get<IRequestStore>();

    private ISessionStore Sessions => Get<ISessionStore>();

    [Fact]
    public async Task A_session_whose_approval_was_cut_off_before_its_first_turn_begins_once()
    {
        var request = await RequestAsync();
        var session = await StoreAsync(new NewSession(Ada) { ApprovedFrom = request.Id });
        await Requests.DecideAsync(
            request with { Status = RequestStatus.Approved, Session = session.Id }, Cancellation);

        Assert.Equal(0, (await SweepAsync()).Mended);
        time.Advance(TimeSpan.FromMinutes(6));
        var did = await SweepAsync();
        Assert.Equal((1, 1), (did.SessionsBegun, did.Mended));
        Assert.Equal(0, (await SweepAsync()).Mended);

        var turn = Assert.Single(await Get<ITurnStore>().ListOpenAsync(session.Id, Cancellation));
        Assert.Equal(Ada.InitialRequest, turn.Text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_session_that_its_request_never_led_to_is_taken_back(bool decidedForAnother)
    {
        var request = await RequestAsync();
        var lost = await StoreAsync(new NewSession(Ada) { ApprovedFrom = request.Id });
        if (decidedForAnother)
        {
            var other = await StoreAsync(new NewSession(Ada) { ApprovedFrom = request.Id });
            await Requests.DecideAsync(
                request with { Status = RequestStatus.Approved, Session = other.Id }, Cancellation);
        }

        time.Advance(TimeSpan.FromMinutes(6));
        var did = await SweepAsync();
        Assert.Equal((decidedForAnother ? 1 : 0, 1), (did.SessionsBegun, did.SessionsTakenBack));
        Assert.Equal(0, (await SweepAsync()).Mended);

        Assert.Equal(SessionState.Purged, (await Sessions.FindAsync(lost.Id, Cancellation))?.State);
    }

    [Fact]
    public async Task A_copy_that_nobody_was_told_to_make_is_made()
    {
        var source = await StoreAsync(new NewSession(Ada with { InitialRequest = "" }));
        var copy = await StoreAsync(new NewSession(Ada) { CopyOf = source.Id });

        time.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(1, (await SweepAsync()).SessionsBegun);
        Assert.Equal(0, (await SweepAsync()).Mended);

        Assert.Equal([CommandKind.Copy], await CommandsAsync(copy.Id));
    }

    [Fact]
    public async Task A_copy_whose_source_is_gone_is_ready_for_its_first_message()
    {
        var source = await StoreAsync(new NewSession(Ada with { InitialRequest = "" }));
        var copy = await StoreAsync(new NewSession(Ada with { InitialRequest = "" }) { CopyOf = source.Id });
        Assert.True(await Sessions.EraseAsync(source.Id, null, Cancellation));

        time.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(1, (await SweepAsync()).SessionsBegun);
        Assert.Equal(0, (await SweepAsync()).Mended);

        Assert.Equal(SessionState.Ready, (await Sessions.FindAsync(copy.Id, Cancellation))?.State);
    }

    [Fact]
    public async Task A_copy_that_waits_for_a_worker_is_left_to_it()
    {
        var source = await StoreAsync(new NewSession(Ada with { InitialRequest = "" }));
        var copy = await Get<DuplicateProject>().DuplicateAsync(source, By.Platform, Cancellation);

        time.Advance(TimeSpan.FromMinutes(6));

        Assert.Equal(0, (await SweepAsync()).Mended);
        Assert.Equal([CommandKind.Copy], await CommandsAsync(copy.Id));
    }

    [Fact]
    public async Task A_request_that_nobody_decided_for_a_month_is_rejected_and_the_audit_says_so()
    {
        var request = await RequestAsync();
        time.Advance(TimeSpan.FromDays(30));
        Assert.Equal(0, (await SweepAsync()).RequestsExpired);

        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, (await SweepAsync()).RequestsExpired);
        Assert.Equal(0, (await SweepAsync()).RequestsExpired);

        var rejected = await Requests.FindAsync(request.Id, Cancellation);
        Assert.Equal((RequestStatus.Rejected, ExpireRequests.Reason), (rejected?.Status, rejected?.Reason));
        var told = await Get<IAuditStore>().PageAsync(request.Id.Value, new(9), Cancellation);
        Assert.Equal(["request.expire"], told.Items.Select(record => record.Action));
    }

    [Fact]
    public async Task A_publish_that_is_stuck_is_to_be_settled_until_it_is()
    {
        var lease = await HeldAsync();
        var site = SiteOf(lease.Session);
        await Get<ISiteStore>().CreateAsync(site, lease, Cancellation);
        time.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(default, (await SweepAsync()).Leftovers);

        time.Advance(TimeSpan.FromSeconds(1));
        for (var sweep = 0; sweep < 2; sweep++)
        {
            Assert.Equal(new Leftovers(1, 0, 0, 0), (await SweepAsync()).Leftovers);
            Assert.Equal([CommandKind.Settle], await CommandsAsync(lease.Session));
        }

        await Get<ISiteStore>().SaveAsync(site with { State = SiteState.Failed }, lease, Cancellation);
        Assert.Equal(default, (await SweepAsync()).Leftovers);
    }

    [Fact]
    public async Task What_was_about_to_be_made_for_long_is_to_be_settled_and_counted_by_kind()
    {
        var lease = await HeldAsync();
        foreach (var kind in Enum.GetValues<ResourceKind>())
        {
            await Get<IResourceLedger>().PutAsync(
                new ResourceRecord(
                    lease.Session,
                    kind,
                    "a",
                    ResourceStage.Intent,
                    time.GetUtcNow(),
                    new Dictionary<string, string>()),
                lease,
                Cancellation);
        }

        Assert.Equal(default, (await SweepAsync()).Leftovers);
        time.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal(new Leftovers(0, 1, 1, 1), (await SweepAsync()).Leftovers);
        Assert.Equal([CommandKind.Settle], await CommandsAsync(lease.Session));

        // What a worker did not manage is asked for again.
        var told = await Get<ICommandStore>().ListPendingAsync(lease.Session, time.GetUtcNow(), Cancellation);
        Assert.True(await Get<ICommandStore>().CompleteAsync(told[0].Id, lease, Cancellation));
        Assert.Equal(3, (await SweepAsync()).Mended);
        Assert.Equal([CommandKind.Settle], await CommandsAsync(lease.Session));
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    private async Task<SweepReport> SweepAsync()
    {
        var did = await Get<Sweeper>().SweepAsync(Cancellation);
        Assert.Empty(did.Failed);
        return did;
    }

    private Task<Session> StoreAsync(NewSession wanted) =>
        Get<CreateSession>().StoreAsync(wanted, By.Platform, Cancellation);

    private async Task<BuildRequest> RequestAsync()
    {
        var request = new BuildRequest
        {
            Id = RequestId.New(time),
            Name = Ada.Name,
            Email = Ada.Email,
            InitialRequest = Ada.InitialRequest,
            CreatedAt = time.GetUtcNow(),
            UpdatedAt = time.GetUtcNow(),
        };
        await Requests.CreateAsync(request, Cancellation);
        return request;
    }

    private async Task<LeaseToken> HeldAsync()
    {
        var session = await StoreAsync(new NewSession(Ada with { InitialRequest = "" }));
        return (await Get<ILeaseStore>().AcquireAsync(session.Id, Worker, Cancellation))!;
    }

    private async Task<IReadOnlyList<CommandKind>> CommandsAsync(SessionId session) =>
    [
        .. (await Get<ICommandStore>().ListPendingAsync(session, time.GetUtcNow(), Cancellation))
            .Select(command => command.Kind),
    ];

    private Site SiteOf(SessionId session) => new()
    {
        Id = SiteId.New(time),
        Session = session,
        Slug = "tea",
        Name = "Tea",
        Bucket = SiteNames.Bucket(session, "tea", time.GetUtcNow()),
        Url = "https://tea.example.com/",
        State = SiteState.Publishing,
        CreatedAt = time.GetUtcNow(),
        UpdatedAt = time.GetUtcNow(),
    };
}
