using System.Globalization;
using System.Text.Json;
using TmuxBuilder.Api.Tests.Hosting;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Api.Tests.Chat;

public sealed class HistoryTests : SessionTests
{
    [Fact]
    public async Task A_line_has_everything_a_portal_shows()
    {
        var sent = (await Host.SayAsync(Session.Id, "hello")).Expect(202);
        await AddAsync("**Done**");

        var lines = (await HistoryAsync()).Json.GetProperty("messages");

        Assert.Equal(sent.Text("message_id"), lines[0].GetProperty("id").GetString());
        Assert.Equal("user", lines[0].GetProperty("role").GetString());
        Assert.Equal(sent.Text("turn_id"), lines[0].GetProperty("turn_id").GetString());
        Assert.Equal("queued", lines[0].GetProperty("delivery").GetString());
        Assert.Equal("2026-02-04T07:25:31.000Z", lines[0].GetProperty("timestamp").GetString());
        Assert.Equal(0, lines[0].GetProperty("attachments").GetArrayLength());
        Assert.Equal("assistant", lines[1].GetProperty("role").GetString());
        Assert.Equal("**Done**", lines[1].GetProperty("content").GetString());
        Assert.Equal(JsonValueKind.Null, lines[1].GetProperty("delivery").ValueKind);
    }

    [Fact]
    public async Task Without_a_limit_the_last_500_lines_come_oldest_first()
    {
        for (var i = 0; i < 503; i++)
        {
            await AddAsync(i.ToString(CultureInfo.InvariantCulture));
        }

        var answer = await HistoryAsync();

        var lines = Contents(answer);
        Assert.Equal(500, lines.Count);
        Assert.Equal("3", lines[0]);
        Assert.Equal("502", lines[^1]);
        Assert.Equal(JsonValueKind.Null, answer.Json.GetProperty("next_cursor").ValueKind);
    }

    [Fact]
    public async Task Pages_lead_back_to_the_first_line_without_gap_or_repeat()
    {
        for (var i = 0; i < 7; i++)
        {
            await AddAsync(i.ToString(CultureInfo.InvariantCulture));
        }

        var first = await HistoryAsync("&limit=3");
        var second = await HistoryAsync($"&limit=3&cursor={Uri.EscapeDataString(first.Text("next_cursor"))}");
        var third = await HistoryAsync($"&limit=3&cursor={Uri.EscapeDataString(second.Text("next_cursor"))}");

        Assert.Equal(["4", "5", "6"], Contents(first));
        Assert.Equal(["1", "2", "3"], Contents(second));
        Assert.Equal(["0"], Contents(third));
        Assert.Equal(JsonValueKind.Null, third.Json.GetProperty("next_cursor").ValueKind);
    }

    [Theory]
    [InlineData("&limit=0", 422)]
    [InlineData("&limit=201", 422)]
    [InlineData("&limit=-1", 422)]
    [InlineData("&limit=many", 400)]
    [InlineData("&limit=5&cursor=nonsense", 400)]
    [InlineData("&cursor=%27%20OR%201=1", 400)]
    public async Task A_page_that_cannot_be_is_refused(string query, int status) =>
        Assert.Equal(status, (await Host.GetAsync($"/api/history?guid={Session.Id.Value}{query}")).Status);

    [Theory]
    [InlineData("/api/history?guid=")]
    [InlineData("/api/activity?guid=")]
    public async Task An_unknown_or_malformed_guid_reads_nothing(string path)
    {
        (await Host.GetAsync(path + SessionId.New("x@example.org", TimeProvider.System).Value))
            .ExpectProblem(404, "session.not_found");
        (await Host.GetAsync(path + "..%2f..%2fetc")).ExpectProblem(400, "guid.malformed");
        (await Host.GetAsync(path + Session.Id.Value.ToUpperInvariant())).ExpectProblem(400, "guid.malformed");
        (await Host.GetAsync(path + Session.Id.Value[..12])).ExpectProblem(400, "guid.malformed");
    }

    [Fact]
    public async Task Activity_gives_the_frames_and_the_newest_number()
    {
        await RecordAsync("one", "two", "three");

        var all = (await Host.GetAsync($"/api/activity?guid={Session.Id.Value}")).Expect(200);
        var later = (await Host.GetAsync($"/api/activity?guid={Session.Id.Value}&since=2")).Expect(200);

        Assert.Equal(["one", "two", "three"], Messages(all));
        Assert.Equal(3, all.Json.GetProperty("last_seq").GetInt64());
        Assert.Equal(["three"], Messages(later));
        var frame = later.Json.GetProperty("events")[0];
        Assert.Equal(3, frame.GetProperty("seq").GetInt64());
        Assert.Equal("status", frame.GetProperty("type").GetString());
        Assert.Equal("three", frame.GetProperty("data").GetString());
        Assert.Equal(Session.Id.Value, frame.GetProperty("guid").GetString());
    }

    [Theory]
    [InlineData("-1", 422)]
    [InlineData("x", 400)]
    public async Task A_number_that_cannot_be_is_refused(string since, int status) =>
        Assert.Equal(status, (await Host.GetAsync($"/api/activity?guid={Session.Id.Value}&since={since}")).Status);

    [Fact]
    public async Task Pages_of_activity_lead_back_to_the_first_event_without_gap_or_repeat()
    {
        await RecordAsync("1", "2", "3", "4", "5", "6", "7");

        var first = await ActivityAsync("&limit=3");
        var second = await ActivityAsync($"&limit=3&cursor={first.Text("next_cursor")}");
        var third = await ActivityAsync($"&limit=3&cursor={second.Text("next_cursor")}");

        Assert.Equal(["5", "6", "7"], Messages(first));
        Assert.Equal(["2", "3", "4"], Messages(second));
        Assert.Equal(["1"], Messages(third));
        Assert.Equal(JsonValueKind.Null, third.Json.GetProperty("next_cursor").ValueKind);
        Assert.Equal(7, third.Json.GetProperty("last_seq").GetInt64());
    }

    [Fact]
    public async Task Pages_of_activity_after_a_number_lead_on_to_the_newest()
    {
        await RecordAsync("1", "2", "3", "4", "5");

        var first = await ActivityAsync("&since=1&limit=2");
        var second = await ActivityAsync($"&limit=2&cursor={first.Text("next_cursor")}");

        Assert.Equal(["2", "3"], Messages(first));
        Assert.Equal(["4", "5"], Messages(second));
        Assert.Equal(JsonValueKind.Null, second.Json.GetProperty("next_cursor").ValueKind);
    }

    [Fact]
    public async Task Pages_of_activity_show_an_admin_each_dropped_event_once()
    {
        string[] said = ["{\"tmux-a\":1}", "1", "{\"tmux-b\":1}", "{\"tmux-c\":1}", "2", "{\"tmux-d\":1}"];
        await RecordAsync(said);

        List<string?> read = [];
        var query = "&since=0&limit=1";
        while (query.Length > 0)
        {
            var page = await Host.GetAsync($"/api/activity?guid={Session.Id.Value}{query}", ApiHost.Admin);
            page.Expect(200);
            read.Add(Assert.Single(Messages(page)));
            query = page.Json.GetProperty("next_cursor").GetString() is { } next ? $"&limit=1&cursor={next}" : "";
        }

        Assert.Equal(said, read);
    }

    [Fact]
    public async Task Activity_without_a_limit_gives_the_newest_500_and_a_way_back()
    {
        await RecordAsync([.. Enumerable.Range(1, 520).Select(n => n.ToString(CultureInfo.InvariantCulture))]);

        var newest = await ActivityAsync();
        var older = await ActivityAsync($"&cursor={newest.Text("next_cursor")}");

        Assert.Equal(500, Messages(newest).Count);
        Assert.Equal("520", Messages(newest)[^1]);
        Assert.Equal(["1", "20"], [Messages(older)[0], Messages(older)[^1]]);
    }

    [Theory]
    [InlineData("&limit=0", 422)]
    [InlineData("&limit=201", 422)]
    [InlineData("&limit=many", 400)]
    [InlineData("&limit=5&cursor=nonsense", 400)]
    [InlineData("&cursor=YWZ0ZXIuLTEuMA", 400)]
    public async Task A_page_of_activity_that_cannot_be_is_refused(string query, int status) =>
        Assert.Equal(status, (await Host.GetAsync($"/api/activity?guid={Session.Id.Value}{query}")).Status);

    private static List<string?> Contents(Answer answer) => Column(answer, "messages", "content");

    private static List<string?> Messages(Answer answer) => Column(answer, "events", "message");

    private static List<string?> Column(Answer answer, string list, string field) =>
        [.. answer.Json.GetProperty(list).EnumerateArray().Select(row => row.GetProperty(field).GetString())];

    private async Task<Answer> ActivityAsync(string query = "") =>
        (await Host.GetAsync($"/api/activity?guid={Session.Id.Value}{query}")).Expect(200);

    private async Task<Answer> HistoryAsync(string query = "") =>
        (await Host.GetAsync($"/api/history?guid={Session.Id.Value}{query}")).Expect(200);

    private Task<bool> AddAsync(string content) => Host.Service<IChatStore>().AddAsync(
        Session.Id,
        new ChatMessage
        {
            Id = MessageId.New(Host.Time),
            Role = ChatRole.Assistant,
            Content = content,
            Timestamp = Host.Time.GetUtcNow(),
        },
        lease: null,
        Token);

    private Task<AppendOutcome> RecordAsync(params string[] messages) => Host.Service<ActivityRecorder>().RecordAsync(
        Session.Id, [.. messages.Select(message => new ActivityEvent("status", message))], lease: null, Token);
}
