using System.Text.Json;
using TmuxBuilder.Agent;
using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Core;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Builder.Tests.RealCli;

/// <summary>What the real CLI asks by its script, and how the answer reaches it.</summary>
[Collection(CliMachine.OneAtATime)]
public sealed class QuestionTests(QuestionTests.World world) : IClassFixture<QuestionTests.World>
{
    private readonly CliMachine cli = world.Cli;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_reaches_the_cli_and_the_same_turn_goes_on()
    {
        var turn = await AskAsync("Tea or coffee?");

        await AnswerAsync(turn, "Tea");

        await AssertAnsweredAsync(turn, "Tea or coffee?", "Tea");
    }

    [Fact]
    public async Task An_answer_after_a_restart_of_the_worker_reaches_the_cli_that_waited()
    {
        var turn = await AskAsync("Round or square?");
        var process = await cli.PaneProcessAsync();

        await cli.Machine.RebootAsync();
        await AnswerAsync(turn, "Round");

        await AssertAnsweredAsync(turn, "Round or square?", "Round");
        Assert.Equal(process, await cli.PaneProcessAsync());
    }

    [Fact]
    public async Task An_agent_waits_for_its_answer_until_memory_is_short_and_then_the_answer_resumes_its_conversation()
    {
        var turn = await AskAsync("Red or blue?");
        var agents = cli.Machine.Get<IAgents>();

        cli.Time.Shift += 2 * cli.Machine.Options.IdleTimeout;
        await cli.Machine.CommandAsync(cli.Session, CommandKind.Resume);
        await cli.Machine.CommandsDoneAsync(cli.Session);
        Assert.Single(await agents.ListLiveAsync(Token));
        await cli.Machine.ShortOfMemoryAsync();
        await cli.Machine.Pulse.UntilAsync(
            async () => (await agents.ListLiveAsync(Token)).Count == 0 ? cli.Session : null, Token);
        await AnswerAsync(turn, "Blue");

        await AssertAnsweredAsync(turn, "Red or blue?", "Blue");
    }

    private static string Said(string answer) => $"The client wants {answer}.";

    private async Task<Turn> AskAsync(string question)
    {
        var turn = await cli.SendAsync(
            "Build me a page",
            Scenario.ReadsThePrompt.Bash($"./notify.sh ask '{question}' --choice One --choice Other")
                .Says($"I have asked: {question}"));
        var waiting = await cli.Machine.TurnAsync(turn, TurnState.Waiting);
        Assert.Equal(question, waiting.Question!.Text);
        var asked = await cli.SaidAsync("question", question);
        Assert.Equal((turn.Id, true), (asked.Turn, asked.Visible));
        Assert.Equal(["One", "Other"], ChoicesIn(asked.DataJson));
        await cli.Machine.StateAsync(cli.Session, SessionState.Waiting);
        await CliTranscript.UntilItHoldsAsync(
            cli.Machine.Folders.FolderOf(cli.Session.Id), $"I have asked: {question}", Token);
        return waiting;
    }

    private async Task AnswerAsync(Turn waiting, string answer)
    {
        cli.Model.Default = Scenario.ReadsThePrompt.Says(Said(answer));
        Assert.Equal(
            AnswerOutcome.Given,
            await cli.Machine.Get<QuestionAnswerer>().AnswerAsync(
                cli.Session.Id, waiting.Question!.Id, answer, null, Token));
    }

    private async Task AssertAnsweredAsync(Turn turn, string question, string answer)
    {
        var done = await cli.DoneAsync(turn, Said(answer));
        Assert.Empty(done.Setbacks);
        Assert.Equal((1, null), (done.Attempts, done.Question));
        var told = await cli.SaidAsync("answer", answer);
        Assert.Equal((turn.Id, true), (told.Turn, told.Visible));
        Assert.Equal(
            [
                (ChatRole.User, "Build me a page"),
                (ChatRole.Assistant, question),
                (ChatRole.User, answer),
                (ChatRole.Assistant, Said(answer)),
            ],
            (await cli.Machine.LinesAsync(cli.Session)).Where(line => line.Turn == turn.Id)
                .Select(line => (line.Role, line.Content)));
        var asked = cli.LastCall.Body.GetRawText();
        Assert.Contains($"I have asked: {question}", asked, StringComparison.Ordinal);
        Assert.Contains("The client answered your question.", asked, StringComparison.Ordinal);
        await cli.NextWorksAsync();
    }

    private static IEnumerable<string?> ChoicesIn(string data) =>
        JsonSerializer.Deserialize<JsonElement>(data).GetProperty("choices")
            .EnumerateArray().Select(choice => choice.GetString());

    /// <summary>One session for all: a process of the CLI costs more than all these tests.</summary>
    public sealed class World : IAsyncLifetime
    {
        internal CliMachine Cli { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Cli = await CliMachine.OpenAsync();

        public ValueTask DisposeAsync() => Cli.DisposeAsync();
    }
}
