using Microsoft.Extensions.Logging;
using TmuxBuilder.Api.Tests.Hosting;
using TmuxBuilder.Core.Signals;

namespace TmuxBuilder.Api.Tests.Conventions;

/// <summary>What a call causes belongs to its trace.</summary>
public sealed class TraceTests : SessionTests
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";

    [Fact]
    public async Task A_turn_keeps_the_trace_of_the_callers_own()
    {
        var turn = await SendAsync($"00-{Trace}-b7ad6b7169203331-01");

        Assert.Equal(Trace, Traces.IdOf(turn.TraceParent));
        // Below a span of the call's own.
        Assert.DoesNotContain("b7ad6b7169203331", turn.TraceParent!, StringComparison.Ordinal);
        Assert.Contains(
            Host.Logs.From(LogLevel.Information),
            line => line.Contains($"TraceId:{Trace}", StringComparison.Ordinal)
                && line.Contains("/api/chat", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("|a.b.c")]
    [InlineData("00-00000000000000000000000000000000-b7ad6b7169203331-01")]
    [InlineData("00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01")]
    [InlineData("00-<script>alert(1)</script>aaaaaaaa-b7ad6b7169203331-01")]
    public async Task Without_one_that_makes_sense_a_trace_begins_with_the_call(string? parent)
    {
        var first = await SendAsync(parent);
        var second = await SendAsync(parent);

        Assert.Matches("^00-[0-9a-f]{32}-[0-9a-f]{16}-01$", first.TraceParent);
        Assert.NotEqual(Trace, Traces.IdOf(first.TraceParent));
        Assert.NotEqual(Traces.IdOf(first.TraceParent), Traces.IdOf(second.TraceParent));
    }

    private async Task<Core.Turns.Turn> SendAsync(string? parent)
    {
        (string, string)[] headers = parent is null ? [] : [("traceparent", parent)];
        var answer = await Host.PostJsonAsync(
            "/api/chat", new { guid = Session.Id.Value, message = "Create a tea shop website" }, headers);
        return await Host.TurnAsync(Session.Id, answer.Expect(202).Text("turn_id"));
    }
}
