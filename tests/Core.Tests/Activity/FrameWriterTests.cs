using System.Text;
using System.Text.Json;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Connections;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Tests.Activity;

public sealed class FrameWriterTests
{
    private static readonly DateTimeOffset Now = new(2026, 2, 4, 7, 25, 31, 123, TimeSpan.FromHours(2));
    private static readonly SessionId Session = SessionId.Parse(new string('a', 64));
    private static readonly Audience Client = new(Session, Role.Client, Session.Value);
    private static readonly Audience Share = new(Session, Role.Share, "0123456789abcdef");
    private static readonly Audience Admin = new(Session, Role.Admin, Session.Value);

    [Fact]
    public void A_live_frame_has_the_fields_of_the_contract()
    {
        var turn = TurnId.Parse(new string('b', 32));

        Assert.Equal(
            $$"""{"seq":7,"type":"status","guid":"{{Session.Value}}","message":"Größe <b>","data":"Größe <b>" """.TrimEnd()
                + $$""","timestamp":"2026-02-04T05:25:31.123Z","turn_id":"{{turn.Value}}","request_id":"r-1"}""",
            Text(Client, Entry("status", "Größe <b>") with { Turn = turn, TraceId = "r-1" }));
    }

    [Fact]
    public void A_share_is_told_what_was_used_and_not_what_it_cost()
    {
        const string Data = """{"input":1,"cost_usd":0.5,"turn":{"output":2,"cost_usd":0.25}}""";
        var used = Entry("usage", "") with { DataJson = Data };

        Assert.Contains($"\"data\":{Data},", Text(Client, used), StringComparison.Ordinal);
        var shared = Text(Share, used);
        Assert.Contains("""{"seq":7,""", shared, StringComparison.Ordinal);
        Assert.Contains(""""data":{"input":1,"turn":{"output":2}},"timestamp"""", shared, StringComparison.Ordinal);
    }

    [Fact]
    public void Clients_and_shares_are_not_given_what_was_dropped()
    {
        var dropped = new ActivityEntry(3, Entry("status", """{"region":"x"}"""));

        Assert.Null(FrameWriter.Live(Client, dropped));
        Assert.Null(FrameWriter.Live(Share, dropped));
    }

    [Fact]
    public void An_admin_is_given_dropped_entries_without_a_number_and_rewritten_ones_raw()
    {
        using var dropped = JsonDocument.Parse(Text(Admin, Entry("status", """{"region":"x"}""")));
        using var rewritten = JsonDocument.Parse(Text(Admin, Entry("status", "npm install react")));

        Assert.False(dropped.RootElement.TryGetProperty("seq", out _));
        Assert.Equal(7, dropped.RootElement.GetProperty("after").GetInt64());
        Assert.Equal("npm install react", rewritten.RootElement.GetProperty("message").GetString());
        Assert.Equal("npm install react", rewritten.RootElement.GetProperty("data").GetString());
    }

    [Fact]
    public void A_share_finds_its_own_id_wherever_the_guid_was()
    {
        var entry = ActivityFilter.Prepare(
            new ActivityEvent(
                "found",
                $"see /ws/{Session.Value} and {Session.Value.ToUpperInvariant()}",
                $$"""{"{{Session.Value}}":["{{Session.Value}}"]}""",
                TraceId: Session.Value),
            Now);

        var frame = Text(Share, entry);

        Assert.DoesNotContain(Session.Value, frame, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("\"guid\":\"0123456789abcdef\"", frame, StringComparison.Ordinal);
        Assert.Contains("see /ws/0123456789abcdef and", frame, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("漢")]
    [InlineData("\ud83d\ude00")]
    [InlineData("\u0001")]
    public void A_text_that_does_not_fit_is_cut_between_characters_and_says_so(string unit)
    {
        var text = string.Concat(Enumerable.Repeat(unit, 150_000));
        var frame = FrameWriter.Live(Client, new ActivityEntry(1, Entry("summary", text)))!.Utf8;

        using var json = JsonDocument.Parse(frame);
        var message = json.RootElement.GetProperty("message").GetString()!;
        Assert.InRange(frame.Length, ActivityLimits.MaxFrame - 64, ActivityLimits.MaxFrame);
        Assert.True(json.RootElement.GetProperty("truncated").GetBoolean());
        Assert.Equal(text[..message.Length], message);
        Assert.Equal(0, message.Length % unit.Length);
        Assert.NotEmpty(json.RootElement.GetProperty("data").GetString()!);
    }

    [Fact]
    public void A_text_that_fits_is_whole_and_says_nothing()
    {
        var text = new string('x', 60_000);

        using var json = JsonDocument.Parse(Text(Client, Entry("summary", text)));

        Assert.Equal(text, json.RootElement.GetProperty("message").GetString());
        Assert.False(json.RootElement.TryGetProperty("truncated", out _));
    }

    [Fact]
    public void An_object_stays_whole_while_its_text_is_cut()
    {
        var value = "{\"a\":\"" + new string('y', 30_000) + "\"}";
        var entry = ActivityFilter.Prepare(new ActivityEvent("site", new string('x', 120_000), value), Now);

        using var json = JsonDocument.Parse(Text(Client, entry));

        Assert.Equal(value, json.RootElement.GetProperty("data").GetRawText());
        Assert.True(json.RootElement.GetProperty("truncated").GetBoolean());
    }

    private static string Text(Audience audience, NewEntry entry) =>
        Encoding.UTF8.GetString(FrameWriter.Live(audience, new ActivityEntry(7, entry))!.Utf8.Span);

    private static NewEntry Entry(string type, string message) =>
        ActivityFilter.Prepare(new ActivityEvent(type, message), Now);
}
