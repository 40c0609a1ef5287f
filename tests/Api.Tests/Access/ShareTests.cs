using System.Text.Json;
using TmuxBuilder.Api.Tests.Hosting;

namespace TmuxBuilder.Api.Tests.Access;

public sealed class ShareTests
{
    [Fact]
    public async Task A_share_reads_and_never_learns_the_guid()
    {
        await using var host = await ApiHost.StartAsync();
        var guid = await host.CreateSessionAsync(request: "A page about tea");
        var share = await ShareAsync(host, guid);
        var secret = SecretOf(share);

        var session = (await host.GetAsync($"/api/sessions/{secret}")).Expect(200);
        var history = (await host.GetAsync($"/api/history?share={secret}")).Expect(200);
        var activity = (await host.GetAsync($"/api/activity?share={secret}")).Expect(200);
        var sites = (await host.GetAsync($"/api/sites?share={secret}")).Expect(200);
        var deployments = (await host.GetAsync($"/api/deployments?share={secret}")).Expect(200);

        Assert.Equal(share.Text("share_id"), session.Text("guid"));
        Assert.Contains("A page about tea", history.Body, StringComparison.Ordinal);
        var line = history.Json.GetProperty("messages")[0];
        Assert.Equal(JsonValueKind.Null, line.GetProperty("client_message_id").ValueKind);
        Assert.All(
            [share, session, history, activity, sites, deployments],
            answer => Assert.DoesNotContain(guid, answer.Body, StringComparison.Ordinal));
        Assert.All(
            [session, history, activity, sites, deployments],
            answer => Assert.DoesNotContain(guid[..12], answer.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_share_does_nothing_but_read()
    {
        await using var host = await ApiHost.StartAsync();
        var guid = await host.CreateSessionAsync();
        var secret = SecretOf(await ShareAsync(host, guid));

        (await host.PostAsync($"/api/client/projects/{secret}/shares")).ExpectProblem(400, "guid.malformed");
        (await host.PostAsync("/api/chat", $$"""{"guid":"{{secret}}","message":"hello"}""")).ExpectProblem(
            400, "guid.malformed");
        (await host.CallAsync(HttpMethod.Delete, $"/api/client/projects/{secret}", null)).ExpectProblem(
            400, "guid.malformed");
    }

    [Fact]
    public async Task The_secret_is_shown_once_and_ends_with_the_share()
    {
        await using var host = await ApiHost.StartAsync();
        var guid = await host.CreateSessionAsync();
        var share = await ShareAsync(host, guid);
        var secret = SecretOf(share);

        var list = (await host.GetAsync($"/api/client/projects/{guid}/shares")).Expect(200);
        Assert.Contains(share.Text("share_id"), list.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, list.Body, StringComparison.Ordinal);

        var path = $"/api/client/projects/{guid}/shares/{share.Text("share_id")}";
        (await host.CallAsync(HttpMethod.Delete, path, null)).Expect(200);
        (await host.CallAsync(HttpMethod.Delete, path, null)).ExpectProblem(404, "share.not_found");
        (await host.GetAsync($"/api/sessions/{secret}")).ExpectProblem(401, "share.invalid");
    }

    [Fact]
    public async Task One_session_cannot_end_anothers_share()
    {
        await using var host = await ApiHost.StartAsync();
        var mine = await host.CreateSessionAsync();
        var theirs = await host.CreateSessionAsync("bob@example.org");
        var share = await ShareAsync(host, theirs);

        var answer = await host.CallAsync(
            HttpMethod.Delete, $"/api/client/projects/{mine}/shares/{share.Text("share_id")}", null);

        answer.ExpectProblem(404, "share.not_found");
        (await host.GetAsync($"/api/sessions/{SecretOf(share)}")).Expect(200);
    }

    [Fact]
    public async Task A_share_of_a_deleted_session_reads_nothing()
    {
        await using var host = await ApiHost.StartAsync();
        var guid = await host.CreateSessionAsync();
        var secret = SecretOf(await ShareAsync(host, guid));

        await host.CallAsync(HttpMethod.Delete, $"/api/admin/sessions/{guid}", null, ApiHost.Admin);

        (await host.GetAsync($"/api/sessions/{secret}")).ExpectProblem(404, "session.not_found");
    }

    private static async Task<Answer> ShareAsync(ApiHost host, string guid) =>
        (await host.PostAsync($"/api/client/projects/{guid}/shares")).Expect(201);

    private static string SecretOf(Answer share) => share.Text("share_url").Split("?share=")[1];
}
