using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Tests.Runs;

/// <summary>What the client reads as the answer: of summaries and of last words, the right one and once.</summary>
public sealed class ReplyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_secret_in_the_agents_words_never_reaches_the_chat(bool inSummary)
    {
        var secret = "ghp_" + new string('a', 36);
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();
        if (inSummary)
        {
            await machine.WriteAsync(session, "summary.md", $"Built with {secret} at hand.");
        }

        pane.Stop(inSummary ? "Done." : $"Built with {secret} at hand.");

        await machine.TurnAsync(turn, TurnState.Done);
        var reply = (await machine.LinesAsync(session))[^1].Content;
        Assert.StartsWith("Built with", reply, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_summary_the_last_words_are_the_reply()
    {
        await using var machine = Machine.New();
        var session = await machine.SessionAsync();
        await machine.StartWorkerAsync();
        var turn = await machine.SendAsync(session);
        var (pane, line) = await machine.TypedAsync();

        pane.Accept(line);
        pane.Stop("All is blue now.");

        await machine.TurnAsync(turn, TurnState.Done);
        Assert.Equal("All is blue now.", (await machine.LinesAsync(session))[^1].Content);
        Assert.Equal(["summary", "delivery", "done"], (await machine.TypesAsync(session)).TakeLast(3));
    }

    [Fact]
    public async Task A_turn_shows_so_many_summaries_and_of_more_the_last_one_at_its_end()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();
        for (var written = 1; written <= 12; written++)
        {
            await machine.WriteAsync(session, "summary.md", $"No. {written} is built.");
            await machine.NotifyAsync(pane, "summary");
            if (written <= 10)
            {
                await machine.Pulse.UntilAsync(
                    async () => (await machine.LinesAsync(session)).FirstOrDefault(
                        said => said.Content == $"No. {written} is built."),
                    Token);
            }
        }

        pane.Stop();

        await machine.TurnAsync(turn, TurnState.Done);
        Assert.Equal(
            [.. Enumerable.Range(1, 10).Append(12).Select(written => $"No. {written} is built.")],
            (await machine.LinesAsync(session)).Skip(1).Select(said => said.Content));
    }

    [Fact]
    public async Task A_summary_left_from_an_earlier_turn_is_not_shown_again()
    {
        await using var machine = Machine.New();
        var session = await machine.SessionAsync();
        await machine.StartWorkerAsync();
        var first = await machine.SendAsync(session);
        var (pane, line) = await machine.TypedAsync();
        await machine.WriteAsync(session, "summary.md", "Built.");
        pane.Accept(line);
        pane.Stop();
        await machine.TurnAsync(first, TurnState.Done);

        var second = await machine.SendAsync(session, "Make it blue");
        pane.Accept(await pane.TypedAsync(Token));
        await machine.NotifyAsync(pane, "summary");
        pane.Stop("It is blue.");

        await machine.TurnAsync(second, TurnState.Done);
        Assert.Equal(["Built.", "It is blue."], (await machine.LinesAsync(session))
            .Where(said => said.Role == ChatRole.Assistant).Select(said => said.Content));
        Assert.Single(machine.Agents.Starts);
    }
}
