using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using TmuxBuilder.Api.Conventions;
using TmuxBuilder.Api.Tests.Hosting;
using TmuxBuilder.Core.Paging;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Api.Tests.Admin;

/// <summary>Whatever an admin does is recorded.</summary>
public sealed class AuditedCallTests
{
    [Fact]
    public async Task Every_call_that_changes_something_says_how_it_is_recorded()
    {
        await using var host = await ApiHost.StartAsync();

        var silent = host.Endpoints
            .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods
                .Any(method => method is not ("GET" or "HEAD" or "OPTIONS")) == true)
            .Where(endpoint => endpoint.Metadata.GetMetadata<AuditedAs>() is null
                && endpoint.Metadata.GetMetadata<AuditedByUseCase>() is null)
            .Select(endpoint => endpoint.RoutePattern.RawText);

        Assert.Empty(silent);
    }

    [Fact]
    public async Task What_an_admin_does_in_a_clients_place_is_recorded_and_what_the_client_does_is_not()
    {
        await using var host = await ApiHost.StartAsync();
        var guid = await host.CreateSessionAsync();
        var hello = $$"""{"guid":"{{guid}}","message":"Hello"}""";

        (await host.PostAsync("/api/chat", hello)).Expect(202);
        Assert.DoesNotContain("session.message", await ActionsAsync(host, guid));
        (await host.PostAsync("/api/chat", hello, ApiHost.Admin)).Expect(202);
        (await host.PostAsync("/api/chat/cancel", $$"""{"guid":"{{guid}}"}""", ApiHost.Admin)).Expect(200);
        (await host.CallAsync(
            HttpMethod.Patch, $"/api/client/projects/{guid}", """{"name":"Tea"}""", ApiHost.Admin)).Expect(200);

        Assert.Equal(
            ["session.change", "session.cancel", "session.message", "session.create"], await ActionsAsync(host, guid));
    }

    [Fact]
    public async Task What_was_refused_was_not_done_and_what_is_answered_again_was_done_once()
    {
        await using var host = await ApiHost.StartAsync();
        var guid = await host.CreateSessionAsync();
        var key = ("Idempotency-Key", "once");
        var hello = $$"""{"guid":"{{guid}}","message":"Hello"}""";

        (await host.PostAsync("/api/chat", $$"""{"guid":"{{guid}}","message":""}""", ApiHost.Admin)).Expect(422);
        (await host.PostAsync("/api/chat", hello, ApiHost.Admin, key)).Expect(202);
        (await host.PostAsync("/api/chat", hello, ApiHost.Admin, key)).Expect(202);

        Assert.Equal(["session.message", "session.create"], await ActionsAsync(host, guid));
    }

    [Fact]
    public async Task Everything_only_admins_can_do_to_a_session_is_there()
    {
        await using var host = await ApiHost.StartAsync();
        var guid = await host.CreateSessionAsync();
        var root = $"/api/admin/sessions/{guid}";
        string[] actions =
            ["pause", "resume", "complete", "regenerate-prompt", "rotate-keys", "clear"];

        foreach (var action in actions)
        {
            (await host.PostAsync($"{root}/{action}", null, ApiHost.Admin)).Expect(200);
        }

        (await host.PostAsync("/api/admin/ws-ticket", $$"""{"guid":"{{guid}}"}""", ApiHost.Admin)).Expect(201);
        var share = (await host.PostAsync($"/api/client/projects/{guid}/shares", null, ApiHost.Admin)).Expect(201);
        await host.CallAsync(
            HttpMethod.Delete,
            $"/api/client/projects/{guid}/shares/{share.Text("share_id")}",
            null,
            ApiHost.Admin);
        (await host.CallAsync(HttpMethod.Delete, root, null, ApiHost.Admin)).Expect(200);
        (await host.PostAsync($"{root}/restore", null, ApiHost.Admin)).Expect(200);
        (await host.CallAsync(HttpMethod.Delete, root, null, ApiHost.Admin)).Expect(200);
        (await host.PostAsync($"{root}/purge", null, ApiHost.Admin)).Expect(202);

        Assert.Equal(
            [
                "session.purge", "session.delete", "session.restore", "session.delete", "share.revoke", "share.create",
                "session.watch", "session.clear", "session.rotate_keys", "session.regenerate_prompt",
                "session.complete", "session.resume", "session.pause", "session.create",
            ],
            await ActionsAsync(host, guid));
    }

    [Fact]
    public async Task Hosts_an_admin_allows_one_session_are_shown_and_recorded()
    {
        await using var host = await ApiHost.StartAsync();
        var guid = await host.CreateSessionAsync();
        var path = $"/api/admin/sessions/{guid}/hosts";

        (await host.CallAsync(HttpMethod.Put, path, """{"hosts":["API.example.com"]}""")).ExpectProblem(
            401, "auth.required");
        (await host.CallAsync(HttpMethod.Put, path, """{"hosts":["10.1.2.3"]}""", ApiHost.Admin)).ExpectProblem(
            422, "fields.invalid");
        (await host.CallAsync(HttpMethod.Put, path, """{"hosts":["API.example.com"]}""", ApiHost.Admin)).Expect(200);

        var seen = (await host.GetAsync($"/api/admin/sessions/{guid}", ApiHost.Admin)).Expect(200);
        Assert.Equal("api.example.com", seen.Json.GetProperty("allowed_hosts").EnumerateArray().Single().GetString());
        var record = (await host.GetAsync($"/api/admin/audit?subject={guid[..12]}", ApiHost.Admin))
            .Json.GetProperty("records")[0];
        Assert.Equal("session.allow_hosts", record.GetProperty("action").GetString());
        Assert.Equal("api.example.com", record.GetProperty("detail").GetProperty("hosts").GetString());
    }

    [Fact]
    public async Task The_audit_comes_as_lines_of_JSON_too_of_one_subject_where_one_is_named()
    {
        await using var host = await ApiHost.StartAsync();
        var guid = await host.CreateSessionAsync();
        await host.CreateSessionAsync("bea@example.org");
        (await host.PostAsync($"/api/admin/sessions/{guid}/pause", null, ApiHost.Admin)).Expect(200);

        var all = (await host.GetAsync("/api/admin/audit?format=jsonl&limit=1", ApiHost.Admin)).Expect(200);
        var one = await host.GetAsync(
            $"/api/admin/audit?format=jsonl&limit=1&subject={guid[..12]}", ApiHost.Admin);

        Assert.Equal("application/jsonl", all.ContentType);
        Assert.Equal(3, Lines(all).Length);
        Assert.Equal(["session.pause", "session.create"], Lines(one).Select(
            line => JsonDocument.Parse(line).RootElement.GetProperty("action").GetString()));
        Assert.Contains("\"trace_id\":", one.Body, StringComparison.Ordinal);
        Assert.Contains("\"at\":\"2026-02-04T07:25:31", one.Body, StringComparison.Ordinal);
    }

    private static string[] Lines(Answer answer) => answer.Body.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static async Task<IEnumerable<string>> ActionsAsync(ApiHost host, string guid) =>
        (await host.Service<IAuditStore>().PageAsync(
            guid[..12], new PageRequest(100), TestContext.Current.CancellationToken))
        .Items.Select(record => record.Action);
}
