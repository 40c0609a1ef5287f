using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TmuxBuilder.Adapters.Embedded;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Signals;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Core.Tests.Signals;

/// <summary>How the fleet stands, over the embedded adapters.</summary>
public sealed class FleetWatchTests : IAsyncDisposable
{
    private static readonly WorkerId One = WorkerId.Parse("one");

    private readonly string folder = Directory.CreateTempSubdirectory("tb-fleet-").FullName;
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 30, 7, 0, 0, TimeSpan.Zero));
    private readonly ServiceProvider services;

    public FleetWatchTests() => services = new ServiceCollection()
        .AddSingleton<TimeProvider>(time)
        .AddLogging()
        .AddEmbeddedAdapters(
            new EmbeddedOptions { DataFolder = folder, SiteBase = () => new Uri("http://localhost/") })
        .AddCore()
        .BuildServiceProvider();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Nothing_waits_where_nothing_is() =>
        Assert.Equal(new FleetSigns(0, TimeSpan.Zero, 0, 0, 0), await ReadAsync());

    [Fact]
    public async Task What_waits_works_and_may_work_is_counted_and_the_oldest_is_one_that_nothing_keeps()
    {
        var leases = services.GetRequiredService<ILeaseStore>();
        await leases.RegisterAsync(new WorkerRecord(One, 0, 4, false, time.GetUtcNow()), Token);
        await leases.RegisterAsync(new WorkerRecord(WorkerId.Parse("two"), 0, 2, true, time.GetUtcNow()), Token);
        var working = await SessionAsync();
        await SendAsync(working);
        var behind = await SendAsync(working);
        Assert.Equal(SubmitOutcome.Stored, behind.Outcome);
        await TakeAsync(working);
        time.Advance(TimeSpan.FromMinutes(10));
        await SendAsync(await SessionAsync());
        time.Advance(TimeSpan.FromSeconds(90));

        Assert.Equal(new FleetSigns(2, TimeSpan.FromSeconds(90), 1, 2, 4), await ReadAsync());
    }

    private Task<FleetSigns> ReadAsync() => services.GetRequiredService<FleetWatch>().ReadAsync(Token);

    private async Task<SessionId> SessionAsync()
    {
        var now = time.GetUtcNow();
        var session = new Session
        {
            Id = SessionId.New("a@example.com", time),
            Email = "a@example.com",
            ClientName = "A",
            Name = "N",
            CreatedAt = now,
            UpdatedAt = now,
        };
        await services.GetRequiredService<ISessionStore>().CreateAsync(session, new SessionBeginning(), Token);
        return session.Id;
    }

    private Task<SubmitResult> SendAsync(SessionId session) => services.GetRequiredService<TurnSubmitter>()
        .SubmitAsync(new TurnRequest(session, "Tea", TurnOrigin.Client), Token);

    private async Task TakeAsync(SessionId session)
    {
        var lease = await services.GetRequiredService<ILeaseStore>().AcquireAsync(session, One, Token);
        var turns = services.GetRequiredService<ITurnStore>();
        var turn = (await turns.ListOpenAsync(session, Token))[0];
        await turns.ChangeAsync(
            new TurnChange(TurnState.Queued, turn with { State = TurnState.Typed }), [], lease!, Token);
    }
}
