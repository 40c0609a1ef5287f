using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Builder.Tests.RealCli;

/// <summary>
/// What happens to the CLI, its terminal and its folder in the middle of a tool: one session that bears it all.
/// </summary>
[Collection(CliMachine.OneAtATime)]
public sealed class ProcessFaultTests(ProcessFaultTests.World world) : IClassFixture<ProcessFaultTests.World>
{
    private const string Restarted = "started again";

    private readonly CliMachine cli = world.Cli;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_cli_killed_in_a_tool_is_restarted_with_its_conversation_and_the_turn_goes_on()
    {
        var turn = await cli.SendIntoToolAsync("Build me a page", "The word is heron.");
        cli.Model.Default = Scenario.ReadsThePrompt.Says("After the kill.");

        await cli.KillCliAsync();

        await AssertBorneAsync(turn, SetbackKind.AgentLost, Restarted, "After the kill.", "killed by signal 9");
        Assert.Contains("The word is heron.", cli.LastCall.Body.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cli_killed_twice_fails_the_turn_with_all_that_is_known_of_it()
    {
        var turn = await cli.SendIntoToolAsync("Build me a page", "The first try.");
        cli.Model.Default = CliMachine.Endless("The second try.");
        await cli.KillCliAsync();
        await cli.InToolAsync("The second try.");
        var typed = (await cli.Machine.Turns.FindAsync(turn.Session, turn.Id, Token))!.PromptFile!;

        await cli.KillCliAsync();

        var failed = await cli.AfterAsync(
            turn,
            new Aftermath(
                TurnState.Failed,
                SessionState.Hibernated,
                Restarted,
                "stopped unexpectedly, twice",
                "killed by signal 9"));
        var report = (await cli.Machine.AssertFailedAsync(cli.Session, failed)).Agent;
        Assert.NotNull(report);
        Assert.Contains(report.Typed, note => note.Text.Contains(typed, StringComparison.Ordinal));
        Assert.Contains(report.Signals, note => note.Text.StartsWith("accepted:", StringComparison.Ordinal));
        Assert.Contains(report.Signals, note => note.Text.StartsWith("exited:", StringComparison.Ordinal));
        Assert.All(report.Signals, note => Assert.NotEqual(default, note.At));
        Assert.Contains("The second try.", report.Screen, StringComparison.Ordinal);
        Assert.Equal(("ended by signal 9", "2.1.330"), (report.Exit, report.CliVersion));
    }

    [Fact]
    public async Task A_lost_tmux_server_is_made_anew_and_the_turn_goes_on()
    {
        var turn = await cli.SendIntoToolAsync("Build me a page", "The word is egret.");
        cli.Model.Default = Scenario.ReadsThePrompt.Says("In another terminal.");

        await cli.KillTerminalsAsync();

        await AssertBorneAsync(turn, SetbackKind.AgentLost, Restarted, "In another terminal.", "tmux server");
        Assert.Contains("The word is egret.", cli.LastCall.Body.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pane_closed_under_the_cli_is_opened_anew_and_the_turn_goes_on()
    {
        var turn = await cli.SendIntoToolAsync("Build me a page", "The word is bittern.");
        cli.Model.Default = Scenario.ReadsThePrompt.Says("In another pane.");

        await cli.ClosePaneAsync();

        await AssertBorneAsync(turn, SetbackKind.AgentLost, Restarted, "In another pane.", "The agent's process");
        Assert.Contains("The word is bittern.", cli.LastCall.Body.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_deleted_under_the_cli_comes_back_with_files_and_conversation()
    {
        var built = await cli.SendAsync(
            "Build me a page",
            Scenario.ReadsThePrompt.Writes("/session/code/index.html", "<h1>Tea</h1>").Says("The word is crane."));
        await cli.DoneAsync(built, "The word is crane.");
        await cli.StoredAsync("The word is crane.");
        var turn = await cli.SendIntoToolAsync("Make it blue", "Painting.");
        cli.Model.Default = Scenario.ReadsThePrompt.Says("It is blue.");

        cli.Machine.Folders.Remove(cli.Session.Id);

        await AssertBorneAsync(turn, SetbackKind.FilesLost, "brought back", "It is blue.", "was removed");
        Assert.Equal("<h1>Tea</h1>", await cli.Machine.ReadAsync(cli.Session, "code/index.html"));
        Assert.Contains("The word is crane.", cli.LastCall.Body.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_turn_cancelled_in_a_tool_is_proved_to_have_stopped_and_does_not_mix_with_the_next()
    {
        var turn = await cli.SendIntoToolAsync("Build me a page", "Sleeping.");
        Assert.Contains("sleep", await cli.ProcessesAsync());
        var before = (await cli.Machine.Turns.FindAsync(turn.Session, turn.Id, Token))!.PromptFile!;

        await cli.Machine.Get<TurnCanceller>().CancelAsync(turn.Session, turn.Id, null, Token);

        var cancelled = await cli.Machine.TurnAsync(turn, TurnState.Cancelled);
        Assert.DoesNotContain("sleep", await cli.ProcessesAsync());
        Assert.Contains("claude", await cli.ProcessesAsync());
        Assert.Equal("Stopped at your request. What was built so far is kept.", cancelled.Reason);
        var told = await cli.SaidAsync("status", cancelled.Reason!);
        Assert.Equal((turn.Id, true), (told.Turn, told.Visible));
        var lines = await cli.Machine.LinesAsync(cli.Session);
        Assert.Equal(
            Delivery.Failed, lines.Single(line => line.Turn == turn.Id && line.Role == ChatRole.User).Delivery);

        await cli.NextWorksAsync();
        var instruction = cli.LastInstruction;
        Assert.DoesNotContain(before, instruction, StringComparison.Ordinal);
        Assert.Equal(1, instruction.Split("and complete the task").Length - 1);
    }

    /// <summary>The fault cost the turn a second attempt and nothing else, and the next message works.</summary>
    private async Task AssertBorneAsync(Turn turn, SetbackKind kind, string told, string answer, string cause)
    {
        var done =
            await cli.AfterAsync(turn, new Aftermath(TurnState.Done, SessionState.Ready, told, answer, cause));
        Assert.Equal(kind, Assert.Single(done.Setbacks).Kind);
        Assert.Equal(2, done.Attempts);
    }

    /// <summary>One session for all: a process of the CLI costs more than all these tests.</summary>
    public sealed class World : IAsyncLifetime
    {
        internal CliMachine Cli { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Cli = await CliMachine.OpenAsync();

        public ValueTask DisposeAsync() => Cli.DisposeAsync();
    }
}
