using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Adapters.Embedded;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sweeps;

namespace TmuxBuilder.Core.Tests.Sweeps;

/// <summary>Where it rings for work, over the embedded adapters.</summary>
public sealed class WorkBellTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly WorkerId Worker = WorkerId.Parse("worker-a");

    private readonly string folder = Directory.CreateTempSubdirectory("tb-bell-").FullName;
    private readonly ServiceProvider services;

    public WorkBellTests() => services = new ServiceCollection()
        .AddSingleton(TimeProvider.System)
        .AddLogging()
        .AddEmbeddedAdapters(
            new EmbeddedOptions { DataFolder = folder, SiteBase = () => new Uri("http://localhost/") })
        .AddCore()
        .BuildServiceProvider();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private IDoorbell Doorbell => services.GetRequiredService<IDoorbell>();

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_worker_that_holds_the_session_is_rung_for()
    {
        var session = await SessionAsync();
        await HoldAsync(session);
        await using var line = Doorbell.ListenAtAsync(Worker, Token).GetAsyncEnumerator(Token);

        await RingAsync(session);

        Assert.Equal(session, await NextAsync(line));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task All_are_rung_for_when_nobody_holds_it_or_the_holder_has_no_line(bool held)
    {
        var session = await SessionAsync();
        if (held)
        {
            await HoldAsync(session);
        }

        await RingAsync(session);

        await using var all = Doorbell.ListenAsync(Token).GetAsyncEnumerator(Token);
        Assert.Equal(session, await NextAsync(all));
    }

    private Task RingAsync(SessionId session) =>
        services.GetRequiredService<WorkBell>().RingAsync(session, Token);

    private async Task HoldAsync(SessionId session)
    {
        var leases = services.GetRequiredService<ILeaseStore>();
        await leases.RegisterAsync(new WorkerRecord(Worker, 0, 4, false, Now), Token);
        Assert.NotNull(await leases.AcquireAsync(session, Worker, Token));
    }

    private async Task<SessionId> SessionAsync()
    {
        var session = new Session
        {
            Id = SessionId.New("client@example.com", TimeProvider.System),
            Email = "client@example.com",
            ClientName = "Kim",
            Name = "Tea shop",
            CreatedAt = Now,
            UpdatedAt = Now,
        };
        await services.GetRequiredService<ISessionStore>().CreateAsync(session, Token);
        return session.Id;
    }

    private static async Task<SessionId> NextAsync(IAsyncEnumerator<SessionId> rings)
    {
        Assert.True(await rings.MoveNextAsync().AsTask().WaitAsync(Patience, Token));
        return rings.Current;
    }
}
