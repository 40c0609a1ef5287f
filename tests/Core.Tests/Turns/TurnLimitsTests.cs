using TmuxBuilder.Core.Validation;

namespace TmuxBuilder.Core.Tests.Turns;

public sealed class TurnLimitsTests
{
    [Theory]
    [InlineData("x", 1)]
    [InlineData("x", 32_000)]
    [InlineData("😀", 32_000)]
    [InlineData("茶", 32_000)]
    public void A_message_may_have_up_to_32000_characters_of_any_script(string character, int count) =>
        Assert.True(Passes(character, count));

    [Theory]
    [InlineData("x", 32_001)]
    [InlineData("😀", 32_001)]
    [InlineData("", 1)]
    [InlineData(" \r\n\t", 3)]
    public void A_longer_or_empty_message_is_refused(string character, int count) =>
        Assert.False(Passes(character, count));

    private static bool Passes(string character, int count)
    {
        var checks = new FieldChecks();
        checks.Message("message", string.Concat(Enumerable.Repeat(character, count)));
        return checks.Passed;
    }
}
