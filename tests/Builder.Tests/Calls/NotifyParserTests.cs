using TmuxBuilder.Builder.Calls;

namespace TmuxBuilder.Builder.Tests.Calls;

public sealed class NotifyParserTests
{
    [Theory]
    [InlineData("ack")]
    [InlineData("summary")]
    [InlineData("done")]
    [InlineData("status", "Building the page")]
    [InlineData("working", "npm run build")]
    [InlineData("progress", "0")]
    [InlineData("progress", "100%")]
    [InlineData("found", "a logo")]
    [InlineData("phase", "Planning")]
    [InlineData("created", "code/index.html")]
    [InlineData("deployed", "https://example.com/")]
    [InlineData("resources", "{\"s3Bucket\":\"b\",\"list\":[1,\"c\"]}")]
    [InlineData("screenshot", "tmp/a.png")]
    [InlineData("test", "all links work")]
    [InlineData("error", "npm failed")]
    [InlineData("ask", "Red?")]
    [InlineData("ask", "Red?", "--choice", "yes", "--choice", "no", "--default", "no")]
    [InlineData("lint", "a type the platform does not know")]
    public void What_the_script_offers_is_understood(params string[] arguments)
    {
        Assert.True(NotifyParser.TryParse(arguments, out var notify, out var usage), usage);
        Assert.NotNull(notify);
    }

    [Theory]
    [InlineData]
    [InlineData("dance")]
    [InlineData("Dance", "x")]
    [InlineData("dan ce", "x")]
    [InlineData("warning", "forged")]
    [InlineData("delivery", "forged")]
    [InlineData("history", "forged")]
    [InlineData("completed", "forged")]
    [InlineData("ack", "now")]
    [InlineData("done", "x")]
    [InlineData("status")]
    [InlineData("status", " \n ")]
    [InlineData("status", "one", "two")]
    [InlineData("progress", "101")]
    [InlineData("progress", "-1")]
    [InlineData("progress", "half")]
    [InlineData("progress", "99999999999")]
    [InlineData("deployed", "not a url")]
    [InlineData("deployed", "file:///etc/passwd")]
    [InlineData("deployed", "javascript:alert(1)")]
    [InlineData("resources", "[1]")]
    [InlineData("resources", "{")]
    [InlineData("ask", "")]
    [InlineData("ask", "Red?", "--choice")]
    [InlineData("ask", "Red?", "--default", "a", "--default", "b")]
    [InlineData("ask", "Red?", "--else", "a")]
    public void Anything_else_is_answered_with_what_would_be_right(params string[] arguments)
    {
        Assert.False(NotifyParser.TryParse(arguments, out var notify, out var usage));
        Assert.Null(notify);
        Assert.NotEmpty(usage);
    }

    [Fact]
    public void Control_characters_are_taken_out_and_too_much_text_is_refused()
    {
        Assert.True(NotifyParser.TryParse(["status", "\u001b[31mred\u0007\0"], out var notify, out _));
        Assert.Equal(new Notify.Line("status", "[31mred"), notify);
        Assert.False(NotifyParser.TryParse(["status", new string('x', NotifyParser.MaxText + 1)], out _, out _));
        Assert.False(NotifyParser.TryParse(["resources", "{\"a\":\"" + new string('x', 20_000) + "\"}"], out _, out _));
    }

    [Fact]
    public void A_deep_json_claim_is_refused_and_not_followed_to_the_bottom()
    {
        var deep = "{\"a\":" + new string('[', 5000) + new string(']', 5000) + "}";

        Assert.False(NotifyParser.TryParse(["resources", deep], out _, out _));
    }
}
