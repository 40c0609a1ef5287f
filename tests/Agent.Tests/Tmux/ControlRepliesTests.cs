using TmuxBuilder.Agent.Tmux;

namespace TmuxBuilder.Agent.Tests.Tmux;

public sealed class ControlRepliesTests
{
    private readonly ControlReplies replies = new();

    [Fact]
    public void A_captured_line_that_is_the_very_end_of_the_reply_is_text()
    {
        var reply = Assert.Single(Take(
            "%begin 1 7 1",
            "tb-capture 20 1 2 4 5",
            "%end 1 7 1",
            "%begin 1 8 1",
            "%end 1 8 1",
            "%error 1 8 1",
            "last",
            "%end 1 8 1"));

        Assert.False(reply.Failed);
        Assert.Equal(["4 5", "%end 1 8 1", "%error 1 8 1", "last"], reply.Lines);
    }

    [Fact]
    public void A_capture_that_fails_is_one_reply_and_the_next_is_read_as_ever()
    {
        var found = Take(
            "%begin 1 7 1",
            "can't find pane: x",
            "%error 1 7 1",
            "%begin 1 8 1",
            "two words",
            "%end 1 8 1");

        Assert.Equal([true, false], found.Select(reply => reply.Failed));
        Assert.Equal(["two words"], found[1].Lines);
    }

    [Fact]
    public void What_nobody_asked_for_stands_between_an_announcement_and_its_text()
    {
        var reply = Assert.Single(Take(
            "%begin 1 7 1",
            "tb-capture 20 0 1 ",
            "%end 1 7 1",
            "%begin 1 8 0",
            "%end 1 8 0",
            "%output %1 x",
            "%begin 1 9 1",
            "text",
            "%end 1 9 1"));

        Assert.Equal(["", "text"], reply.Lines);
    }

    private List<ControlReply> Take(params string[] lines) => [.. lines.Select(replies.Take).OfType<ControlReply>()];
}
