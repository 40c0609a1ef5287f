using System.Text.Json;
using TmuxBuilder.Api.Tests.Hosting;
using TmuxBuilder.Core.Budgets;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Usage;

namespace TmuxBuilder.Api.Tests.Admin;

public sealed class BudgetTests
{
    private const string Path = "/api/admin/budgets";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Budgets_are_listed_with_what_is_spent_and_the_usual_holds_until_one_is_set()
    {
        await using var host = await ApiHost.StartAsync();
        var (one, two) = (await host.CreateSessionAsync(), await host.CreateSessionAsync());
        await UseAsync(host, one, "ann@example.org", 41);
        await UseAsync(host, two, "bob@example.org", 2);
        await SetAsync(host, new { scope = "session", guid = two, limit_usd = 2.0m });
        await SetAsync(host, new { scope = "client", limit_usd = 50 });

        var sessions = await ListAsync(host, "?scope=session");
        Assert.Equal(50, sessions.GetProperty("usual_usd").GetDecimal());
        Assert.Equal(JsonValueKind.Null, sessions.GetProperty("month").ValueKind);
        Assert.Equal(
            new[] { (one, 41m, 50m, false, "near"), (two, 2m, 2m, true, "reached") }.OrderBy(row => row.Item1).ToList(),
            Rows(sessions, "guid"));
        var clients = await ListAsync(host, "?scope=client");
        Assert.Equal("2026-02", clients.GetProperty("month").GetString());
        Assert.Equal(
            [("ann@example.org", 41m, 50m, false, "near"), ("bob@example.org", 2m, 50m, false, "ok")],
            Rows(clients, "client"));
        var platform = Assert.Single((await ListAsync(host, "")).GetProperty("rows").EnumerateArray());
        Assert.Equal(
            (43m, 2000m),
            (platform.GetProperty("spent_usd").GetDecimal(), platform.GetProperty("limit_usd").GetDecimal()));

        await SetAsync(host, new { scope = "session", guid = two, limit_usd = (decimal?)null });
        Assert.Contains((two, 2m, 50m, false, "ok"), Rows(await ListAsync(host, "?scope=session"), "guid"));
    }

    [Fact]
    public async Task They_come_in_pages()
    {
        await using var host = await ApiHost.StartAsync();
        foreach (var client in new[] { "a@example.org", "b@example.org", "c@example.org" })
        {
            await UseAsync(host, await host.CreateSessionAsync(), client, 1);
        }

        var first = await ListAsync(host, "?scope=client&limit=2");
        var rest = await ListAsync(
            host, $"?scope=client&limit=2&cursor={first.GetProperty("next_cursor").GetString()}");

        Assert.Equal(["a@example.org", "b@example.org"], Rows(first, "client").Select(row => row.Key));
        Assert.Equal(["c@example.org"], Rows(rest, "client").Select(row => row.Key));
        Assert.Equal(JsonValueKind.Null, rest.GetProperty("next_cursor").ValueKind);
    }

    [Fact]
    public async Task A_turns_budget_is_one_of_its_sessions_turns_and_what_was_set_is_in_the_audit()
    {
        await using var host = await ApiHost.StartAsync();
        var guid = await host.CreateSessionAsync();
        var message = JsonSerializer.Serialize(new { guid, message = "Build me a page" });
        var turn = (await host.PostAsync("/api/chat", message)).Expect(202).Text("turn_id");

        await SetAsync(host, new { scope = "turn", guid, turn_id = turn, limit_usd = 12.5m });

        Assert.Equal(
            [(turn, 0m, 12.5m, true, "ok")], Rows(await ListAsync(host, $"?scope=turn&guid={guid}"), "turn_id"));
        var audit = (await host.GetAsync($"/api/admin/audit?subject={guid[..12]}", ApiHost.Admin)).Expect(200);
        var record = audit.Json.GetProperty("records").EnumerateArray()
            .Single(one => one.GetProperty("action").GetString() == "budget.set");
        Assert.Contains("12.5", record.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(guid, record.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("planet", null, null, 1, 422, "scope")]
    [InlineData(null, null, null, 1, 422, "scope")]
    [InlineData("platform", null, null, -1, 422, "limit_usd")]
    [InlineData("platform", null, null, 1_000_001, 422, "limit_usd")]
    [InlineData("platform", null, null, 0.0000001, 422, "limit_usd")]
    [InlineData("client", null, "nobody", 1, 422, "client")]
    [InlineData("session", "abc", null, 1, 400, null)]
    [InlineData("session", "none", null, 1, 404, null)]
    [InlineData("turn", "none", null, 1, 404, null)]
    public async Task What_cannot_be_set_is_refused(
        string? scope, string? guid, string? client, double limit, int status, string? field)
    {
        await using var host = await ApiHost.StartAsync();
        guid = guid == "none" ? new string('0', SessionId.Length) : guid;

        var refused = await host.CallAsync(
            HttpMethod.Put,
            Path,
            JsonSerializer.Serialize(new { scope, guid, client, limit_usd = limit }),
            ApiHost.Admin);

        refused.Expect(status);
        if (field is not null)
        {
            Assert.True(refused.Json.GetProperty("errors").TryGetProperty(field, out _));
        }
    }

    [Theory]
    [InlineData("?scope=planet", 422)]
    [InlineData("?scope=turn", 400)]
    [InlineData("?scope=turn&guid=0000000000000000000000000000000000000000000000000000000000000000", 404)]
    [InlineData("?limit=0", 422)]
    [InlineData("?scope=client&cursor=nonsense", 400)]
    public async Task What_cannot_be_listed_is_refused(string query, int status)
    {
        await using var host = await ApiHost.StartAsync();

        (await host.GetAsync(Path + query, ApiHost.Admin)).Expect(status);
    }

    [Fact]
    public async Task Only_admins_see_and_set_them()
    {
        await using var host = await ApiHost.StartAsync();

        (await host.GetAsync(Path)).Expect(401);
        (await host.CallAsync(HttpMethod.Put, Path, """{"scope":"platform","limit_usd":1}""")).Expect(401);
    }

    private static async Task SetAsync(ApiHost host, object body) =>
        (await host.CallAsync(HttpMethod.Put, Path, JsonSerializer.Serialize(body), ApiHost.Admin)).Expect(200);

    private static async Task<JsonElement> ListAsync(ApiHost host, string query) =>
        (await host.GetAsync(Path + query, ApiHost.Admin)).Expect(200).Json;

    private static List<(string Key, decimal Spent, decimal Limit, bool Own, string Level)> Rows(
        JsonElement page, string key) =>
    [
        .. page.GetProperty("rows").EnumerateArray().Select(row => (
            row.GetProperty(key).GetString()!,
            row.GetProperty("spent_usd").GetDecimal(),
            row.GetProperty("limit_usd").GetDecimal(),
            row.GetProperty("own").GetBoolean(),
            row.GetProperty("level").GetString()!)),
    ];

    private static Task<bool> UseAsync(ApiHost host, string guid, string client, int dollars) =>
        host.Service<IUsageStore>().AddAsync(
            new UsageRecord(
                Guid.NewGuid().ToString(),
                SessionId.Parse(guid),
                null,
                client,
                host.Time.GetUtcNow(),
                new UsageTotals(1, 1, 1, 1, dollars * 1_000_000L)),
            Token);
}
