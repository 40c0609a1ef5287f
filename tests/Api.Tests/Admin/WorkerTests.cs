using TmuxBuilder.Api.Tests.Hosting;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

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
        await leases.RegisterAsync(new WorkerRecord(one, 0, 4, false, host.Time.GetUtcNow()), Token);
        await leases.HeartbeatAsync(one, Token);
        await leases.AcquireAsync(await SessionAsync(host, "A page"), one, Token);
        await leases.AcquireAsync(await SessionAsync(host, null), one, Token);
        await SessionAsync(host, "Another page");
        await SessionAsync(host, null);

        var fleet = (await host.GetAsync(Path, ApiHost.Admin)).Expect(200).Json;

        Assert.True(fleet.GetProperty("success").GetBoolean());
        Assert.Equal(1, fleet.GetProperty("waiting").GetInt32());
        Assert.Equal(
            [
                """
                {"worker_id":"i-0aa","capacity":4,"draining":false,"started_at":"2026-02-04T07:25:31.000Z",
                "heartbeat":1,"sessions":2,"with_work":1}
                """.ReplaceLineEndings(""),
                """
                {"worker_id":"i-0bb","capacity":2,"draining":true,"started_at":"2026-02-04T07:25:31.000Z",
                "heartbeat":0,"sessions":0,"with_work":0}
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

    private static async Task<SessionId> SessionAsync(ApiHost host, string? request) =>
        SessionId.Parse(await host.CreateSessionAsync(request: request));
}
