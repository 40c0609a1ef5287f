using System.Text.Json;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Text;

namespace TmuxBuilder.Core.Tests.Activity;

public sealed class ActivityFilterTests
{
    private static readonly DateTimeOffset Now = new(2026, 2, 4, 7, 25, 31, TimeSpan.Zero);

    [Fact]
    public void A_rewritten_entry_shows_only_the_friendly_text_and_keeps_the_raw_beside_it()
    {
        var entry = Prepare("status", "creating s3 bucket tmux-abc");

        Assert.Equal("Creating storage bucket...", entry.Message);
        Assert.Equal("\"Creating storage bucket...\"", entry.DataJson);
        Assert.Equal("creating s3 bucket tmux-abc", entry.RawMessage);
        Assert.True(entry.Visible);
        Assert.Equal(new StatusPatch(Message: "Creating storage bucket..."), entry.Status);
    }

    [Fact]
    public void A_dropped_entry_is_kept_raw_for_admins_and_changes_no_status()
    {
        var entry = Prepare("status", """{"s3_bucket":"tmux-abc"}""");

        Assert.False(entry.Visible);
        Assert.Equal("""{"s3_bucket":"tmux-abc"}""", entry.Message);
        Assert.Equal(StatusPatch.None, entry.Status);
    }

    [Fact]
    public void A_value_with_platform_keys_is_dropped_whatever_the_message_says() =>
        Assert.False(Prepare("resources", "Storage bucket ready", """{"made":[{"s3_bucket":"b"}]}""").Visible);

    [Fact]
    public void A_site_with_its_address_is_shown() =>
        Assert.True(Prepare("site", "Your site is live", """{"url":"https://d1.cloudfront.net"}""").Visible);

    [Fact]
    public void What_is_for_admins_only_is_not_visible() =>
        Assert.False(ActivityFilter.Prepare(new ActivityEvent("warning", "claimed", AdminsOnly: true), Now).Visible);

    [Fact]
    public void Progress_keeps_its_number_as_the_value()
    {
        var entry = Prepare("progress", "75");

        Assert.Equal(("75%", "\"75\"", 75), (entry.Message, entry.DataJson, entry.Status.Progress));
    }

    [Theory]
    [InlineData("done")]
    [InlineData("complete")]
    [InlineData("completed")]
    public void The_end_of_a_turn_has_one_name_and_fills_the_progress(string type)
    {
        var entry = Prepare(type, "");

        Assert.Equal(("done", "Complete", "\"\""), (entry.Type, entry.Message, entry.DataJson));
        Assert.Equal(new StatusPatch("complete", 100, "Complete"), entry.Status);
    }

    [Theory]
    [InlineData("history", "status")]
    [InlineData("pong", "status")]
    [InlineData("", "status")]
    [InlineData("brand_new", "brand_new")]
    public void Only_a_type_that_would_pass_for_another_frame_is_renamed(string said, string stored) =>
        Assert.Equal(stored, Prepare(said, "x").Type);

    [Fact]
    public void Secrets_are_taken_out_of_message_value_type_and_status()
    {
        const string secret = "ghp_0123456789012345678901234567890123456";
        var entry = ActivityFilter.Prepare(
            new ActivityEvent(
                secret,
                $"npm install with {secret}",
                $$"""{"a":[{"{{secret}}":"x {{secret}}"}],"password":"hunter22","token":5}""",
                Status: new StatusPatch(Phase: secret, Message: secret)),
            Now);

        Assert.DoesNotContain(secret, entry.ToString(), StringComparison.Ordinal);
        Assert.Equal("npm install with [redacted]", entry.RawMessage);
        Assert.Equal(
            """{"a":[{"[redacted]":"x [redacted]"}],"password":"[redacted]","token":"[redacted]"}""", entry.DataJson);
    }

    [Theory]
    [InlineData("{not json")]
    [InlineData("\ud800")]
    [InlineData("")]
    public void A_value_that_is_no_json_is_a_text(string data)
    {
        using var value = JsonDocument.Parse(Prepare("status", "x", data).DataJson);

        Assert.Equal(Utf8Text.Mend(data), value.RootElement.GetString());
    }

    [Fact]
    public void An_oversized_value_becomes_text_that_is_cut_when_shown()
    {
        var json = "{\"a\":\"" + new string('x', ActivityLimits.MaxStructuredData) + "\"}";

        using var value = JsonDocument.Parse(Prepare("site", "x", json).DataJson);

        Assert.Equal(JsonValueKind.String, value.RootElement.ValueKind);
        Assert.Equal(ActivityLimits.MaxText, value.RootElement.GetString()!.Length);
    }

    [Theory]
    [InlineData("ack", "", "processing", 0, "")]
    [InlineData("working", "Writing", "working", null, "Writing")]
    [InlineData("phase", "design", "design", null, null)]
    [InlineData("progress", "140", null, 100, null)]
    [InlineData("deployed", "https://x", "deployed", null, null)]
    [InlineData("question", "Red?", "waiting", null, "Red?")]
    [InlineData("error", "Broken", "error", null, "Broken")]
    [InlineData("found", "a logo", null, null, null)]
    public void A_type_implies_what_changes_of_the_live_status(
        string type, string message, string? phase, int? progress, string? status) =>
        Assert.Equal(new StatusPatch(phase, progress, status), Prepare(type, message).Status);

    [Fact]
    public void A_status_that_is_told_is_kept_within_bounds() => Assert.Equal(
        new StatusPatch("p", 100, "m"),
        ActivityFilter.Prepare(new ActivityEvent("working", "x", Status: new StatusPatch("p", 900, "m")), Now).Status);

    private static NewEntry Prepare(string type, string message, string? data = null) =>
        ActivityFilter.Prepare(new ActivityEvent(type, message, data), Now);
}
