using System.Text.Json;
using TmuxBuilder.Api.Tests.Hosting;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Usage;

namespace TmuxBuilder.Api.Tests.Admin;

public sealed class UsageTests
{
    private const string Path = "/api/admin/usage";
    private static readonly UsageTotals Amount = new(1, 20, 300, 4_000, 1_250_000);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Usage_is_listed_by_session_client_and_day()
    {
        await using var host = await ApiHost.StartAsync();
        var (one, two) = (await host.CreateSessionAsync(), await host.CreateSessionAsync());
        await UseAsync(host, one, "ann@example.org");
        await UseAsync(host, one, "ann@example.org", daysAgo: 2);
        await UseAsync(host, two, "bob@example.org", daysAgo: 40);

        var sessions = await RowsAsync(host, "");
        var row = Assert.Single(sessions);
        Assert.Equal(one, row.GetProperty("guid").GetString());
        Assert.Equal(one[..12], row.GetProperty("guid_short").GetString());
        Assert.False(row.TryGetProperty("client", out _));
        Assert.Equal(
            """{"input_tokens":2,"output_tokens":40,"cache_read_tokens":600,"cache_write_tokens":8000,"cost_usd":2.5}""",
            row.GetProperty("usage").GetRawText());
        var clients = await RowsAsync(host, "?group=client&from=2025-12-01");
        Assert.Equal(
            ["ann@example.org", "bob@example.org"], clients.Select(client => client.GetProperty("client").GetString()));
        var days = await RowsAsync(host, "?group=day&to=2026-02-04");
        Assert.Equal(["2026-02-04", "2026-02-02"], days.Select(day => day.GetProperty("day").GetString()));
        Assert.Equal(1.25m, days[0].GetProperty("usage").GetProperty("cost_usd").GetDecimal());
    }

    [Fact]
    public async Task It_comes_in_pages()
    {
        await using var host = await ApiHost.StartAsync();
        foreach (var client in new[] { "a@example.org", "b@example.org", "c@example.org" })
        {
            await UseAsync(host, await host.CreateSessionAsync(), client);
        }

        var first = (await host.GetAsync($"{Path}?group=client&limit=2", ApiHost.Admin)).Expect(200);
        var rest = (await host.GetAsync(
            $"{Path}?group=client&limit=2&cursor={first.Text("next_cursor")}", ApiHost.Admin)).Expect(200);

        Assert.Equal(2, first.Json.GetProperty("rows").GetArrayLength());
        var last = Assert.Single(rest.Json.GetProperty("rows").EnumerateArray());
        Assert.Equal("c@example.org", last.GetProperty("client").GetString());
        Assert.Equal(JsonValueKind.Null, rest.Json.GetProperty("next_cursor").ValueKind);
        Assert.Equal(("client", "2026-01-06", "2026-02-04"), (rest.Text("group"), rest.Text("from"), rest.Text("to")));
        Assert.Equal(
            400, (await host.GetAsync($"{Path}?group=day&cursor={first.Text("next_cursor")}", ApiHost.Admin)).Status);
    }

    [Theory]
    [InlineData("?group=planet", "group")]
    [InlineData("?from=yesterday", "from")]
    [InlineData("?to=2026-2-4", "to")]
    [InlineData("?from=2026-02-05", "from")]
    [InlineData("?from=2025-02-03", "from")]
    [InlineData("?limit=0", "limit")]
    public async Task What_cannot_be_listed_is_said_by_field(string query, string field)
    {
        await using var host = await ApiHost.StartAsync();

        var refused = (await host.GetAsync(Path + query, ApiHost.Admin)).Expect(422);

        Assert.True(refused.Json.GetProperty("errors").TryGetProperty(field, out _));
    }

    [Theory]
    [InlineData("?from=2025-02-04")]
    [InlineData("?to=0001-01-02")]
    public async Task A_year_and_the_beginning_of_time_are_fine(string query)
    {
        await using var host = await ApiHost.StartAsync();

        (await host.GetAsync(Path + query, ApiHost.Admin)).Expect(200);
    }

    [Fact]
    public async Task Only_admins_see_it()
    {
        await using var host = await ApiHost.StartAsync();

        Assert.Equal(401, (await host.GetAsync(Path)).Status);
    }

    [Fact]
    public async Task A_sessions_turns_show_what_each_used()
    {
        await using var host = await ApiHost.StartAsync();
        var guid = await host.CreateSessionAsync(request: "A page about tea");
        var turn = (await host.Service<ITurnStore>().ListRecentAsync(SessionId.Parse(guid), 1, Token))[0].Id;
        await UseAsync(host, guid, "ann@example.org", turn: turn);
        await UseAsync(host, guid, "ann@example.org");

        var detail = (await host.GetAsync($"/api/admin/sessions/{guid}", ApiHost.Admin)).Expect(200);

        var shown = Assert.Single(detail.Json.GetProperty("turns").EnumerateArray());
        Assert.Equal(1.25m, shown.GetProperty("usage").GetProperty("cost_usd").GetDecimal());
        Assert.Equal(2.5m, detail.Json.GetProperty("usage").GetProperty("cost_usd").GetDecimal());
    }

    private static async Task<IReadOnlyList<JsonElement>> RowsAsync(ApiHost host, string query) =>
        [.. (await host.GetAsync(Path + query, ApiHost.Admin)).Expect(200).Json.GetProperty("rows").EnumerateArray()];

    private static Task<bool> UseAsync(
        ApiHost host, string guid, string client, int daysAgo = 0, TurnId? turn = null) =>
        host.Service<IUsageStore>().AddAsync(
            new UsageRecord(
                Guid.NewGuid().ToString(),
                SessionId.Parse(guid),
                turn,
                client,
                host.Time.GetUtcNow().AddDays(-daysAgo),
                Amount),
            Token);
}
