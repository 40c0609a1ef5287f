using System.Text.Json;
using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Builder.Tests.Runs;

/// <summary>A question whose agent ended while it waited.</summary>
public sealed class QuestionWithoutAgentTests
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_default_counts_at_its_time_and_resumes_the_conversation(bool restarted)
    {
        var time = Machine.Clock();
        await using var machine = Machine.New(time: time);
        var (session, turn, pane) = await machine.AcceptedAsync();
        Assert.Equal(0, await machine.NotifyAsync(pane, "ask", "Red or blue?", "--default", "blue"));
        pane.Stop("I have asked.");
        await machine.StateAsync(session, SessionState.Waiting);
        await machine.ShortOfMemoryAsync();
        await machine.Pulse.UntilAsync(() => Task.FromResult(machine.Agents.Live.Count == 0 ? pane : null), Token);
        if (restarted)
        {
            await machine.RebootAsync();
        }

        time.Advance(machine.Options.QuestionTimeout + Grace);

        var second = await machine.Agents.StartedAsync(Token);
        Assert.True(second.Start.Resume);
        await machine.FinishAsync(turn, second);
        var answer = Assert.Single(await machine.EntriesAsync(session), entry => entry.Entry.Type == "answer").Entry;
        var data = JsonSerializer.Deserialize<JsonElement>(answer.DataJson);
        Assert.Equal(
            ("blue", "default"), (data.GetProperty("answer").GetString(), data.GetProperty("by").GetString()));
        await machine.NextWorksAsync(session, second);
    }
}
