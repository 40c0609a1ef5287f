using TmuxBuilder.Api.Tests.Hosting;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Api.Tests.Admin;

public sealed class WorkerTests
{
    private const string Path = "/api/admin/workers";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Workers_are_listed_with_what_they_have_and_what_nobody_has()
    {
        await using var host = await ApiHost.StartAsync();
        var leases = host.Service<ILeaseStore>();
        var (one, two) = (WorkerId.Parse("i-0aa"), WorkerId.Parse("i-0bb"));
        await leases.RegisterAsync(new WorkerRecord(two, 0, 2, true, host.Time.GetUtcNow()), Token);
        var machine = new WorkerMachine("0.1.0", 7680, 2);
        await leases.RegisterAsync(
            new WorkerRecord(one, 0, 4, false, host.Time.GetUtcNow()) { Machine = machine }, Token);
        await leases.HeartbeatAsync(one, Token);
        var idle = await SessionAsync(host, null);
        var working = await SessionAsync(host, "A page");
        await leases.AcquireAsync(idle, one, Token);
        await TakeAsync(host, working, (await leases.AcquireAsync(working, one, Token))!);
        host.Time.Advance(TimeSpan.FromSeconds(30));
        await SessionAsync(host, "Another page");
        await SessionAsync(host, null);
        host.Time.Advance(TimeSpan.FromSeconds(70));

        var fleet = (await host.GetAsync(Path, ApiHost.Admin)).Expect(200).Json;

        Assert.True(fleet.GetProperty("success").GetBoolean());
        Assert.Equal(1, fleet.GetProperty("waiting").GetInt32());
        Assert.Equal(1, fleet.GetProperty("pending_turns").GetInt32());
        Assert.Equal(70, fleet.GetProperty("oldest_pending_seconds").GetInt64());
        Assert.Equal(
            [
                $$"""
                {"worker_id":"i-0aa","capacity":4,"draining":false,"started_at":"2026-02-04T07:25:31.000Z",
                "heartbeat":1,"sessions":2,"with_work":1,"at_work":1,
                "held":[{"guid":"{{working.Value}}","guid_short":"{{working.Short}}","at_work":true},
                {"guid":"{{idle.Value}}","guid_short":"{{idle.Short}}","at_work":false}],
                "version":"0.1.0","memory_mb":7680,"processors":2}
                """.ReplaceLineEndings(""),
                """
                {"worker_id":"i-0bb","capacity":2,"draining":true,"started_at":"2026-02-04T07:25:31.000Z",
                "heartbeat":0,"sessions":0,"with_work":0,"at_work":0,"held":[],
                "version":null,"memory_mb":null,"processors":null}
                """.ReplaceLineEndings(""),
            ],
            fleet.GetProperty("workers").EnumerateArray().Select(worker => worker.GetRawText()));
    }

    [Fact]
    public async Task Only_admins_see_them()
    {
        await using var host = await ApiHost.StartAsync();

        Assert.Equal(401, (await host.GetAsync(Path)).Status);
    }

    /// <summary>Its agent has the session's turn.</summary>
    private static async Task TakeAsync(ApiHost host, SessionId session, LeaseToken lease)
    {
        var turns = host.Service<ITurnStore>();
        var turn = Assert.Single(await turns.ListOpenAsync(session, Token));
        await turns.ChangeAsync(
            new TurnChange(TurnState.Queued, turn with { State = TurnState.Typed }), [], lease, Token);
    }

    private static async Task<SessionId> SessionAsync(ApiHost host, string? request) =>
        SessionId.Parse(await host.CreateSessionAsync(request: request));
}
