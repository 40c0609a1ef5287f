using TmuxBuilder.Api.Tests.Hosting;

namespace TmuxBuilder.Api.Tests.Admin;

public sealed class SessionListTests
{
    [Fact]
    public async Task A_new_session_answers_with_its_link_under_both_names()
    {
        await using var host = await ApiHost.StartAsync();

        const string Body = """{"client_name":"Ann","email":"ann@example.org"}""";
        var made = (await host.PostAsync("/api/admin/sessions", Body, ApiHost.Admin)).Expect(201);

        var guid = made.Text("guid");
        Assert.Matches("^[0-9a-f]{64}$", guid);
        Assert.Equal($"{ApiHost.OwnOrigin}/client?guid={guid}", made.Text("link"));
        Assert.Equal(made.Text("link"), made.Text("session_url"));
        Assert.True(made.Json.GetProperty("success").GetBoolean());
    }

    [Fact]
    public async Task An_address_alone_is_enough_for_a_session()
    {
        await using var host = await ApiHost.StartAsync();

        (await host.PostAsync("/api/admin/sessions", """{"email":"ann@example.org"}""", ApiHost.Admin)).Expect(201);

        var list = (await host.GetAsync("/api/admin/sessions", ApiHost.Admin)).Expect(200);
        var row = Assert.Single(list.Json.GetProperty("sessions").EnumerateArray());
        Assert.Equal("ann", row.GetProperty("client_name").GetString());
    }

    [Fact]
    public async Task A_row_has_every_field_portals_read()
    {
        await using var host = await ApiHost.StartAsync();
        var guid = await host.CreateSessionAsync(request: "A page about tea");

        var list = (await host.GetAsync("/api/admin/sessions", ApiHost.Admin)).Expect(200);

        var row = Assert.Single(list.Json.GetProperty("sessions").EnumerateArray());
        string[] fields =
        [
            "guid", "guid_short", "client_name", "email", "phone", "state", "phase", "progress", "user_request",
            "created_at", "updated_at", "deployed_url", "tmux_active", "has_chat_history", "chat_message_count",
            "activity_log_count", "worker_id", "turn_state", "usage", "archived",
        ];
        Assert.All(fields, field => Assert.True(row.TryGetProperty(field, out _), field));
        Assert.Equal(guid, row.GetProperty("guid").GetString());
        Assert.Equal(guid[..12], row.GetProperty("guid_short").GetString());
        Assert.Equal("A page about tea", row.GetProperty("user_request").GetString());
        Assert.Equal("2026-02-04T07:25:31.000Z", row.GetProperty("created_at").GetString());
        Assert.True(row.GetProperty("has_chat_history").GetBoolean());
        Assert.False(row.GetProperty("tmux_active").GetBoolean());
        Assert.Equal(1, list.Json.GetProperty("total").GetInt32());
        Assert.Equal("all", list.Text("filter"));
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_repeat_newest_first()
    {
        await using var host = await ApiHost.StartAsync();
        var guids = await CreateAsync(host, 5);
        var seen = new List<string>();
        string? cursor = null;

        do
        {
            var next = cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}";
            var page = (await host.GetAsync($"/api/admin/sessions?limit=2{next}", ApiHost.Admin)).Expect(200);
            seen.AddRange(GuidsOf(page));
            cursor = page.Json.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null && seen.Count < 10);

        Assert.Equal(guids, seen);
    }

    [Fact]
    public async Task Without_a_limit_the_list_is_whole_up_to_two_hundred()
    {
        await using var host = await ApiHost.StartAsync();
        var guids = await CreateAsync(host, 3);

        var list = await host.GetAsync("/api/admin/sessions", ApiHost.Admin);

        Assert.Equal(guids, GuidsOf(list));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, list.Json.GetProperty("next_cursor").ValueKind);
    }

    [Fact]
    public async Task Filters_and_the_beginning_of_a_name_address_or_id_choose_rows()
    {
        await using var host = await ApiHost.StartAsync();
        var ann = await host.CreateSessionAsync("ann@example.org");
        var bob = await host.CreateSessionAsync("bob@example.org");
        var gone = await host.CreateSessionAsync("gone@example.org");
        await host.PostAsync($"/api/admin/sessions/{bob}/complete", null, ApiHost.Admin);
        await host.CallAsync(HttpMethod.Delete, $"/api/admin/sessions/{gone}", null, ApiHost.Admin);

        Assert.Equal([ann], GuidsOf(await host.GetAsync("/api/admin/sessions?filter=active", ApiHost.Admin)));
        Assert.Equal([bob], GuidsOf(await host.GetAsync("/api/admin/sessions?filter=completed", ApiHost.Admin)));
        Assert.Equal([gone], GuidsOf(await host.GetAsync("/api/admin/sessions?filter=deleted", ApiHost.Admin)));
        Assert.Equal([bob], GuidsOf(await host.GetAsync("/api/admin/sessions?q=BOB@", ApiHost.Admin)));
        var byId = await host.GetAsync($"/api/admin/sessions?q={ann[..12]}", ApiHost.Admin);
        Assert.Equal([ann], GuidsOf(byId));
        Assert.False(byId.Json.TryGetProperty("total", out _));
    }

    [Fact]
    public async Task The_list_can_be_sorted_by_the_last_change()
    {
        await using var host = await ApiHost.StartAsync();
        var guids = await CreateAsync(host, 2);
        await host.CallAsync(HttpMethod.Patch, $"/api/client/projects/{guids[1]}", """{"name":"Renamed"}""");

        var list = await host.GetAsync("/api/admin/sessions?sort=updated", ApiHost.Admin);

        Assert.Equal([guids[1], guids[0]], GuidsOf(list));
    }

    [Theory]
    [InlineData("filter=5", 422, "fields.invalid")]
    [InlineData("filter=all,active", 422, "fields.invalid")]
    [InlineData("sort=name", 422, "fields.invalid")]
    [InlineData("limit=0", 422, "fields.invalid")]
    [InlineData("limit=201", 422, "fields.invalid")]
    [InlineData("limit=many", 400, "request.malformed")]
    [InlineData("cursor=nonsense", 400, "cursor.malformed")]
    public async Task Questions_that_make_no_sense_are_refused(string query, int status, string code)
    {
        await using var host = await ApiHost.StartAsync();

        (await host.GetAsync($"/api/admin/sessions?{query}", ApiHost.Admin)).ExpectProblem(status, code);
    }

    [Fact]
    public async Task A_session_may_be_given_an_end_in_the_future_only()
    {
        await using var host = await ApiHost.StartAsync();
        var body = """{"name":"Ann","email":"ann@example.org","expires_at":"2026-02-03T00:00:00Z"}""";

        (await host.PostAsync("/api/admin/sessions", body, ApiHost.Admin)).ExpectProblem(422, "fields.invalid");
        var later = body.Replace("02-03", "02-05", StringComparison.Ordinal);
        (await host.PostAsync("/api/admin/sessions", later, ApiHost.Admin)).Expect(201);
    }

    private static async Task<IReadOnlyList<string>> CreateAsync(ApiHost host, int count)
    {
        var guids = new List<string>();
        for (var i = 0; i < count; i++)
        {
            guids.Insert(0, await host.CreateSessionAsync());
            host.Time.Advance(TimeSpan.FromSeconds(1));
        }

        return guids;
    }

    private static IEnumerable<string> GuidsOf(Answer list) =>
        list.Expect(200).Json.GetProperty("sessions").EnumerateArray().Select(
            row => row.GetProperty("guid").GetString() ?? "");
}
