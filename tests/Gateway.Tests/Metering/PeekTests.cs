using System.Text;
using TmuxBuilder.Agent.Model;
using TmuxBuilder.Gateway.Model.Metering;

namespace TmuxBuilder.Gateway.Tests.Metering;

public sealed class PeekTests
{
    private const string Streamed = """
        event: message_start
        data: {"type":"message_start","message":{"id":"msg_1","model":"m-1","usage":{"input_tokens":10,"cache_creation_input_tokens":3,"cache_read_input_tokens":200,"output_tokens":1}}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"\"type\":\"message_stop\" {\"type\":\"error\"}"}}

        event: message_delta
        data: {"type":"message_delta","delta":{"stop_reason":"tool_use"},"usage":{"output_tokens":42}}

        event: message_stop
        data: {"type":"message_stop"}


        """;

    [Theory]
    [InlineData("""{"model":"m","tools":[{"name":"Bash"}],"messages":[]}""", "m", true)]
    [InlineData("""{"messages":[{"model":"x","tools":[1]}],"tools":[],"model":"m"}""", "m", false)]
    [InlineData("""{ "tools" : [ ] , "model" : "m" }""", "m", false)]
    [InlineData("""{"text":"\"tools\":[1],\\","model":"m"}""", "m", false)]
    [InlineData("""{"model":"m","x":{"tools":[1]},"tools" : [ "a" ]}""", "m", true)]
    [InlineData("not json at all ]]}}", null, false)]
    [InlineData("", null, false)]
    public void A_request_shows_its_model_and_whether_it_offers_tools(string json, string? model, bool offersTools)
    {
        foreach (var size in (int[])[1, 7, 4096])
        {
            var peek = new RequestPeek();
            foreach (var part in Encoding.UTF8.GetBytes(json).Chunk(size))
            {
                peek.Read(part);
            }

            Assert.Equal((model, offersTools), (peek.Model, peek.OffersTools));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(13)]
    [InlineData(100_000)]
    public void A_stream_cut_anywhere_into_parts_shows_the_same(int size)
    {
        var peek = new AnswerPeek(isStream: true);
        var ends = Encoding.UTF8.GetBytes(Streamed).Chunk(size).Count(part => peek.Read(part));

        Assert.True(ends > 0);
        Assert.True(peek.IsWhole);
        Assert.Equal(("m-1", "msg_1", "tool_use", null), (peek.Model, peek.MessageId, peek.StopReason, peek.ErrorType));
        Assert.Equal(new ModelUsage(10, 42, 200, 3), peek.Usage);
    }

    [Fact]
    public void The_models_words_never_pass_for_an_end()
    {
        var peek = new AnswerPeek(isStream: true);

        var ended = peek.Read(
            Encoding.UTF8.GetBytes(Streamed[..Streamed.IndexOf("event: message_delta", StringComparison.Ordinal)]));

        Assert.False(ended);
        Assert.False(peek.IsWhole);
        Assert.Null(peek.ErrorType);
    }

    [Fact]
    public void A_stop_sequence_hides_no_count()
    {
        var peek = new AnswerPeek(isStream: true);
        peek.Read(Encoding.UTF8.GetBytes(Streamed.Replace(
            "\"stop_reason\":\"tool_use\"",
            "\"stop_reason\":\"stop_sequence\",\"stop_sequence\":\"\\\"content_block_\"",
            StringComparison.Ordinal)));

        Assert.Equal((true, "stop_sequence", 42L), (peek.IsWhole, peek.StopReason, peek.Usage.Output));
    }

    [Fact]
    public void A_count_too_long_to_be_read_is_made_by_length()
    {
        var peek = new AnswerPeek(isStream: true);
        peek.Read(Encoding.UTF8.GetBytes(Streamed
            .Replace("\"text\":\"", "\"text\":\"" + new string('a', 4000), StringComparison.Ordinal)
            .Replace("\"tool_use\"", $"\"{new string('x', 100_000)}\"", StringComparison.Ordinal)));

        Assert.Equal((true, 1L), (peek.IsWhole, peek.Usage.Output));
        Assert.InRange(peek.UsageSoFar.Output, 1000, 1100);
    }

    [Theory]
    [InlineData("""{"type":"content_block_delta",""")]
    [InlineData("""{ "index":0, "type": "content_block_delta",""")]
    public void Output_is_counted_by_its_length_until_the_model_has_counted_it(string begin)
    {
        var peek = new AnswerPeek(isStream: true);
        peek.Read("data: {\"type\":\"message_start\",\"message\":{\"usage\":{\"output_tokens\":1}}}\n\n"u8);
        peek.Read(Encoding.UTF8.GetBytes(
            $"data: {begin}\"delta\":{{\"type\":\"text_delta\",\"text\":\"{new string('a', 4000)}\"}}}}\n\n"));
        Assert.Equal(1, peek.Usage.Output);
        Assert.InRange(peek.UsageSoFar.Output, 900, 1100);

        peek.Read("data: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},"u8);
        peek.Read("\"usage\":{\"output_tokens\":7}}\n\n"u8);
        Assert.Equal(7, peek.UsageSoFar.Output);
    }

    [Fact]
    public void A_line_of_ten_megabytes_passes_without_being_kept()
    {
        var peek = new AnswerPeek(isStream: true);
        peek.Read("data: {\"type\":\"content_block_delta\",\"text\":\""u8);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var part = new byte[16 * 1024];
        part.AsSpan().Fill((byte)'x');
        for (var i = 0; i < 640; i++)
        {
            peek.Read(part);
        }

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000);
        Assert.True(peek.Read(Encoding.UTF8.GetBytes("\"}\n\n" + Streamed)));
        Assert.Equal(42, peek.Usage.Output);
    }

    [Fact]
    public void A_document_shows_its_usage_when_it_is_over()
    {
        var peek = new AnswerPeek(isStream: false);
        peek.Read("""{"id":"msg_2","model":"m","stop_reason":"end_turn","usage":{"input_tokens":5,"""u8);
        peek.Read(""" "output_tokens":6}}"""u8);
        Assert.False(peek.IsWhole);

        peek.Complete();

        Assert.True(peek.IsWhole);
        Assert.Equal(new ModelUsage(5, 6, 0, 0), peek.Usage);
        Assert.Equal("end_turn", peek.StopReason);
    }

    [Fact]
    public void What_is_written_to_the_cache_for_an_hour_is_told_apart()
    {
        var peek = new AnswerPeek(isStream: true);
        peek.Read("""
            data: {"type":"message_start","message":{"usage":{"input_tokens":1,"cache_creation_input_tokens":100,"cache_creation":{"ephemeral_5m_input_tokens":70,"ephemeral_1h_input_tokens":30}}}}

            data: {"type":"message_delta","delta":{},"usage":{"cache_creation_input_tokens":100,"output_tokens":5}}


            """u8);

        Assert.Equal(new ModelUsage(1, 5, 0, 100, HourCacheWrite: 30), peek.Usage);
    }

    [Theory]
    [InlineData("""{"cache_creation_input_tokens":10,"cache_creation":{"ephemeral_1h_input_tokens":11}}""", 10)]
    [InlineData("""{"cache_creation_input_tokens":10,"cache_creation":{"ephemeral_1h_input_tokens":-1}}""", 0)]
    [InlineData("""{"cache_creation_input_tokens":10,"cache_creation":null}""", 0)]
    public void No_more_is_written_for_an_hour_than_is_written(string usage, long hour)
    {
        var peek = new AnswerPeek(isStream: false);
        peek.Read(Encoding.UTF8.GetBytes($$"""{"usage":{{usage}}}"""));
        peek.Complete();

        Assert.Equal((10, hour), (peek.Usage.CacheWrite, peek.Usage.HourCacheWrite));
    }

    [Fact]
    public void Counts_beyond_reason_are_bounded()
    {
        var peek = new AnswerPeek(isStream: false);
        peek.Read("""{"usage":{"input_tokens":-5,"output_tokens":9000000000000000000}}"""u8);
        peek.Complete();

        Assert.Equal(0, peek.Usage.Input);
        Assert.Equal(1L << 40, peek.Usage.Output);
    }
}
