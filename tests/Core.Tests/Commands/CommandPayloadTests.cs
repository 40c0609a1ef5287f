using TmuxBuilder.Core.Commands;

namespace TmuxBuilder.Core.Tests.Commands;

public sealed class CommandPayloadTests
{
    [Fact]
    public void An_answer_comes_back_as_it_was_given()
    {
        var given = new AnswerPayload("0123", "\u001b[31m/quit\0 \"blue\" 😀\n");

        Assert.Equal(given, AnswerPayload.Parse(given.ToJson()));
    }

    [Fact]
    public void A_cancel_names_its_turn_on_the_wire() =>
        Assert.Equal("""{"turn_id":"0123"}""", new CancelPayload("0123").ToJson());

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"turn_id\":1}")]
    public void What_is_no_payload_reads_as_none(string payload)
    {
        Assert.Null(CancelPayload.Parse(payload));
        Assert.Null(AnswerPayload.Parse(payload));
    }
}
