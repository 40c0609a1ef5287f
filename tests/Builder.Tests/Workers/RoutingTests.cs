using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Builder.Tests.Workers;

/// <summary>Doorbells that ring at a worker which does not hold the session.</summary>
public sealed class RoutingTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly WorkerId Other = WorkerId.Parse("worker-2");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_doorbell_of_another_workers_session_is_passed_on_to_its_line()
    {
        await using var machine = Machine.New();
        var session = await HeldByOtherAsync(machine);
        await using var line = machine.Get<IDoorbell>().ListenAtAsync(Other, Token).GetAsyncEnumerator(Token);
        await machine.StartWorkerAsync();

        await machine.Get<IDoorbell>().RingAsync(session.Id, Token);

        Assert.Equal(session.Id, await NextAsync(line));
        Assert.Empty(machine.Agents.Starts);
    }

    [Fact]
    public async Task A_doorbell_for_a_worker_without_a_line_goes_no_further()
    {
        await using var machine = Machine.New();
        var session = await HeldByOtherAsync(machine);
        await machine.StartWorkerAsync();

        await machine.Get<IDoorbell>().RingAsync(session.Id, Token);
        var own = await machine.SessionAsync();
        await machine.SendAsync(own);

        var (pane, _) = await machine.TypedAsync();
        Assert.Equal(own.Id, pane.Session);
    }

    [Fact]
    public async Task Another_workers_work_that_was_found_by_looking_is_not_told_of()
    {
        await using var machine = Machine.New(options => options with { Sweep = TimeSpan.FromMilliseconds(20) });
        var session = await HeldByOtherAsync(machine);
        await machine.SubmitSilentlyAsync(session);
        await using var line = machine.Get<IDoorbell>().ListenAtAsync(Other, Token).GetAsyncEnumerator(Token);
        using var looked = new SemaphoreSlim(0);
        machine.Crash.Failing = (port, method) =>
        {
            if (port == typeof(ILeaseStore) && method == nameof(ILeaseStore.AcquireAsync))
            {
                looked.Release();
            }

            return false;
        };
        await machine.StartWorkerAsync();
        for (var time = 0; time < 3; time++)
        {
            Assert.True(await looked.WaitAsync(Patience, Token));
        }

        var last = SessionId.New("client@example.com", machine.Time);
        Assert.True(await machine.Get<IDoorbell>().RingAtAsync(last, Other, Token));

        Assert.Equal(last, await NextAsync(line));
    }

    private static async Task<Session> HeldByOtherAsync(Machine machine)
    {
        var session = await machine.SessionAsync();
        var leases = machine.Get<ILeaseStore>();
        await leases.RegisterAsync(new WorkerRecord(Other, 0, 4, false, machine.Time.GetUtcNow()), Token);
        Assert.NotNull(await leases.AcquireAsync(session.Id, Other, Token));
        return session;
    }

    private static async Task<SessionId> NextAsync(IAsyncEnumerator<SessionId> line)
    {
        Assert.True(await line.MoveNextAsync().AsTask().WaitAsync(Patience, Token));
        return line.Current;
    }
}
