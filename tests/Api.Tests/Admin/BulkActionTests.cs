using TmuxBuilder.Api.Tests.Hosting;

namespace TmuxBuilder.Api.Tests.Admin;

public sealed class BulkActionTests
{
    [Fact]
    public async Task One_action_on_many_sessions_tells_what_came_of_each()
    {
        await using var host = await ApiHost.StartAsync();
        var first = await host.CreateSessionAsync();
        var second = await host.CreateSessionAsync();
        var unknown = new string('e', 64);

        var started = (await BulkAsync(host, "delete", first, second, unknown)).Expect(202);

        var operation = await host.GetAsync($"/api/admin/operations/{started.Text("operation_id")}", ApiHost.Admin);
        var items = operation.Json.GetProperty("items").EnumerateArray()
            .ToDictionary(
                item => item.GetProperty("guid_short").GetString() ?? "",
                item => item.GetProperty("state").GetString());
        Assert.Equal("done", items[first[..12]]);
        Assert.Equal("done", items[second[..12]]);
        Assert.Equal("failed", items[unknown[..12]]);
        var purge = (await BulkAsync(host, "purge", first)).Expect(202);
        var running = await host.GetAsync($"/api/admin/operations/{purge.Text("operation_id")}", ApiHost.Admin);
        Assert.Equal("running", running.Text("state"));
        (await BulkAsync(host, "explode", first)).ExpectProblem(422, "fields.invalid");
        (await BulkAsync(host, "delete")).ExpectProblem(422, "fields.invalid");
    }

    private static Task<Answer> BulkAsync(ApiHost host, string action, params string[] guids)
    {
        var list = string.Join(',', guids.Select(guid => $"\"{guid}\""));
        return host.PostAsync(
            "/api/admin/sessions/bulk", $$"""{"action":"{{action}}","guids":[{{list}}]}""", ApiHost.Admin);
    }
}
