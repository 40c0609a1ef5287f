using TmuxBuilder.Api.Tests.Hosting;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Api.Tests.Admin;

public sealed class SessionActionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Completing_drops_what_waits_and_has_the_agent_stopped()
    {
        await using var host = await ApiHost.StartAsync();
        var guid = await host.CreateSessionAsync(request: "A page");

        (await ActAsync(host, guid, "complete")).Expect(200);

        Assert.Equal("completed", await StateAsync(host, guid));
        Assert.Empty(await host.Service<ITurnStore>().ListOpenAsync(SessionId.Parse(guid), Token));
        Assert.Equal([CommandKind.Stop], await CommandsAsync(host, guid));
        var turn = (await host.GetAsync($"/api/sessions/{guid}")).Json.GetProperty("turn");
        Assert.Equal("cancelled", turn.GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_message_reopens_a_completed_session_and_unarchives_an_archived_one()
    {
        await using var host = await ApiHost.StartAsync();
        var guid = await host.CreateSessionAsync();
        await host.CallAsync(HttpMethod.Patch, $"/api/client/projects/{guid}", """{"archived":true}""");
        await ActAsync(host, guid, "complete");

        (await host.PostAsync("/api/chat", $$"""{"guid":"{{guid}}","message":"One more thing"}""")).Expect(202);

        Assert.Equal("hibernated", await StateAsync(host, guid));
        var row = (await host.GetAsync("/api/admin/sessions", ApiHost.Admin)).Json.GetProperty("sessions")[0];
        Assert.False(row.GetProperty("archived").GetBoolean());
    }

    [Fact]
    public async Task A_deleted_session_is_gone_for_clients_and_back_when_restored()
    {
        await using var host = await ApiHost.StartAsync();
        var guid = await host.CreateSessionAsync(request: "A page");

        (await DeleteAsync(host, guid)).Expect(200);

        (await host.GetAsync($"/api/sessions/{guid}")).ExpectProblem(404, "session.not_found");
        var chat = $$"""{"guid":"{{guid}}","message":"hello"}""";
        (await host.PostAsync("/api/chat", chat)).ExpectProblem(404, "session.not_found");
        (await host.PostAsync("/api/chat", chat, ApiHost.Admin)).ExpectProblem(409, "session.deleted");
        (await ActAsync(host, guid, "restore")).Expect(200);
        Assert.Equal("hibernated", await StateAsync(host, guid));
        (await host.PostAsync("/api/chat", chat)).Expect(202);
    }

    [Fact]
    public async Task Only_a_deleted_session_is_restored_or_purged()
    {
        await using var host = await ApiHost.StartAsync();
        var guid = await host.CreateSessionAsync();

        (await ActAsync(host, guid, "restore")).ExpectProblem(409, "session.not_deleted");
        (await ActAsync(host, guid, "purge")).ExpectProblem(409, "session.not_deleted");
        await DeleteAsync(host, guid);
        (await ActAsync(host, guid, "complete")).ExpectProblem(409, "session.deleted");
        (await ActAsync(host, guid, "pause")).ExpectProblem(409, "session.deleted");
        (await ActAsync(host, guid, "clear")).ExpectProblem(409, "session.deleted");
        (await DeleteAsync(host, guid)).Expect(200);
    }

    [Fact]
    public async Task A_purge_is_a_command_and_its_receipt_outlives_the_session()
    {
        await using var host = await ApiHost.StartAsync();
        var guid = await host.CreateSessionAsync();
        await DeleteAsync(host, guid);

        var started = (await ActAsync(host, guid, "purge")).Expect(202);
        (await ActAsync(host, guid, "purge")).ExpectProblem(409, "session.deleted");
        (await ActAsync(host, guid, "restore")).ExpectProblem(409, "session.not_deleted");

        var command = Assert.Single(
            await host.Service<ICommandStore>().ListPendingAsync(SessionId.Parse(guid), host.Time.GetUtcNow(), Token),
            one => one.Kind == CommandKind.Purge);
        var payload = PurgePayload.Parse(command.Payload);
        Assert.Equal(started.Text("operation_id"), payload?.OperationId);
        await host.Service<IOperationStore>().SaveItemAsync(
            OperationId.Parse(started.Text("operation_id")), new(guid[..12], "done", null, """{"buckets":1}"""), lease: null, Token);
        await host.Service<ISessionStore>().EraseAsync(SessionId.Parse(guid), lease: null, Token);
        (await host.GetAsync($"/api/admin/sessions/{guid}", ApiHost.Admin)).ExpectProblem(404, "session.not_found");
        (await ActAsync(host, guid, "restore")).ExpectProblem(404, "session.not_found");
        var chat = new { guid, message = "hello" };
        (await host.PostJsonAsync("/api/chat", chat)).ExpectProblem(404, "session.not_found");
        (await host.PostJsonAsync("/api/chat", chat, ApiHost.Admin)).ExpectProblem(409, "session.deleted");
        var operation =
            (await host.GetAsync($"/api/admin/operations/{started.Text("operation_id")}", ApiHost.Admin)).Expect(200);
        Assert.Equal("done", operation.Text("state"));
        Assert.Equal(
            1, operation.Json.GetProperty("items")[0].GetProperty("receipt").GetProperty("buckets").GetInt32());
    }

    [Fact]
    public async Task A_working_session_is_not_cleared()
    {
        await using var host = await ApiHost.StartAsync();
        var guid = await host.CreateSessionAsync(request: "A page");
        var lease = await StartTurnAsync(host, guid);

        (await ActAsync(host, guid, "clear")).ExpectProblem(409, "session.working");

        await EndTurnAsync(host, lease);
        (await ActAsync(host, guid, "clear")).Expect(200);
        var history = await host.GetAsync($"/api/history?guid={guid}");
        Assert.Empty(history.Json.GetProperty("messages").EnumerateArray());
        Assert.Contains(CommandKind.Clear, await CommandsAsync(host, guid));
    }

    [Fact]
    public async Task A_paused_session_takes_messages_and_goes_on_when_resumed()
    {
        await using var host = await ApiHost.StartAsync();
        var guid = await host.CreateSessionAsync();

        (await ActAsync(host, guid, "resume")).ExpectProblem(409, "session.wrong_state");
        (await ActAsync(host, guid, "pause")).Expect(200);
        (await host.PostAsync("/api/chat", $$"""{"guid":"{{guid}}","message":"later"}""")).Expect(202);
        Assert.Equal("paused", await StateAsync(host, guid));
        (await ActAsync(host, guid, "resume")).Expect(200);

        Assert.Equal("hibernated", await StateAsync(host, guid));
        Assert.Equal([CommandKind.Pause, CommandKind.Resume], await CommandsAsync(host, guid));
    }

    [Fact]
    public async Task A_completed_session_is_not_paused()
    {
        await using var host = await ApiHost.StartAsync();
        var guid = await host.CreateSessionAsync();
        await ActAsync(host, guid, "complete");

        (await ActAsync(host, guid, "pause")).ExpectProblem(409, "session.wrong_state");
    }

    [Fact]
    public async Task A_new_system_prompt_is_a_command()
    {
        await using var host = await ApiHost.StartAsync();
        var guid = await host.CreateSessionAsync();

        (await ActAsync(host, guid, "regenerate-prompt")).Expect(200);

        Assert.Equal([CommandKind.RegeneratePrompt], await CommandsAsync(host, guid));
    }

    [Fact]
    public async Task New_keys_are_a_command_and_none_for_a_deleted_session()
    {
        await using var host = await ApiHost.StartAsync();
        var guid = await host.CreateSessionAsync();

        (await ActAsync(host, guid, "rotate-keys")).Expect(200);

        Assert.Equal([CommandKind.RotateKeys], await CommandsAsync(host, guid));
        await DeleteAsync(host, guid);
        (await ActAsync(host, guid, "rotate-keys")).ExpectProblem(409, "session.deleted");
    }

    [Fact]
    public async Task Every_privileged_act_is_in_the_audit_without_the_guid()
    {
        await using var host = await ApiHost.StartAsync();
        var guid = await host.CreateSessionAsync();
        string[] acts = ["pause", "resume", "clear", "regenerate-prompt", "rotate-keys", "complete"];
        foreach (var act in acts)
        {
            (await ActAsync(host, guid, act)).Expect(200);
        }

        await DeleteAsync(host, guid);
        await ActAsync(host, guid, "restore");
        await DeleteAsync(host, guid);
        var purge = await ActAsync(host, guid, "purge");

        var audit = (await host.GetAsync($"/api/admin/audit?subject={guid[..12]}", ApiHost.Admin)).Expect(200);
        var records = audit.Json.GetProperty("records").EnumerateArray().ToList();
        Assert.Equal(
            [
                "session.purge", "session.delete", "session.restore", "session.delete", "session.complete",
                "session.rotate_keys", "session.regenerate_prompt", "session.clear", "session.resume", "session.pause",
                "session.create",
            ],
            records.Select(record => record.GetProperty("action").GetString()));
        Assert.All(records, record => Assert.Equal("admin", record.GetProperty("actor").GetString()));
        Assert.Equal(purge.Headers["X-Request-Id"], records[0].GetProperty("trace_id").GetString());
        Assert.DoesNotContain(guid, audit.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sessions_whose_time_is_up_are_deleted_and_stay_restorable()
    {
        await using var host = await ApiHost.StartAsync();
        var body = """{"name":"Ann","email":"ann@example.org","expires_at":"2026-02-05T00:00:00Z"}""";
        var guid = (await host.PostAsync("/api/admin/sessions", body, ApiHost.Admin)).Text("guid");
        var expire = host.Service<ExpireSessions>();

        Assert.Equal(0, await expire.ExpireAsync(Token));
        host.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await expire.ExpireAsync(Token));
        Assert.Equal(0, await expire.ExpireAsync(Token));
        (await ActAsync(host, guid, "restore")).Expect(200);
        Assert.Equal(0, await expire.ExpireAsync(Token));
    }

    private static Task<Answer> ActAsync(ApiHost host, string guid, string act) =>
        host.PostAsync($"/api/admin/sessions/{guid}/{act}", null, ApiHost.Admin);

    private static Task<Answer> DeleteAsync(ApiHost host, string guid) =>
        host.CallAsync(HttpMethod.Delete, $"/api/admin/sessions/{guid}", null, ApiHost.Admin);

    private static async Task<string> StateAsync(ApiHost host, string guid) =>
        (await host.GetAsync($"/api/sessions/{guid}")).Expect(200).Text("state");

    private static async Task<IEnumerable<CommandKind>> CommandsAsync(ApiHost host, string guid) =>
        (await host.Service<ICommandStore>().ListPendingAsync(SessionId.Parse(guid), host.Time.GetUtcNow(), Token))
            .Select(command => command.Kind);

    private static async Task<LeaseToken> StartTurnAsync(ApiHost host, string guid)
    {
        var id = SessionId.Parse(guid);
        var worker = WorkerId.Parse("worker");
        var leases = host.Service<ILeaseStore>();
        await leases.RegisterAsync(new WorkerRecord(worker, 0, 4, Draining: false, host.Time.GetUtcNow()), Token);
        var lease = await leases.AcquireAsync(id, worker, Token) ?? throw new InvalidOperationException();
        var turn = (await host.Service<ITurnStore>().ListOpenAsync(id, Token))[0];
        await ChangeAsync(host, turn, TurnState.Working, lease);
        return lease;
    }

    private static async Task EndTurnAsync(ApiHost host, LeaseToken lease)
    {
        var turn = (await host.Service<ITurnStore>().ListOpenAsync(lease.Session, Token))[0];
        await ChangeAsync(host, turn, TurnState.Done, lease);
    }

    private static async Task ChangeAsync(ApiHost host, Turn turn, TurnState to, LeaseToken lease)
    {
        var change = new TurnChange(turn.State, turn with { State = to });
        var (outcome, _) = await host.Service<ITurnStore>().ChangeAsync(change, [], lease, Token);
        Assert.Equal(ChangeOutcome.Saved, outcome);
    }
}
