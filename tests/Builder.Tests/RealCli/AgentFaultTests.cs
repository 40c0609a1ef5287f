using TmuxBuilder.Agent.Processes;
using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Builder.Tests.RealCli;

/// <summary>
/// What the real CLI itself may do wrong: crash, fall silent, go on for ever, talk too much, be unheard.
/// </summary>
[Collection(CliMachine.OneAtATime)]
public sealed class AgentFaultTests(AgentFaultTests.World world) : IClassFixture<AgentFaultTests.World>
{
    private const int Abort = 6;
    private const int SegmentationFault = 11;
    private const int HundredMegabytes = 100 << 20;

    private readonly CliMachine cli = world.Cli;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Abort)]
    [InlineData(SegmentationFault)]
    [InlineData(ProcessTree.Terminate)]
    public async Task A_cli_ended_by_a_signal_in_a_tool_is_restarted_and_the_turn_goes_on(int signal)
    {
        var turn = await cli.SendIntoToolAsync("Build me a page", $"Before no. {signal}.");
        cli.Model.Default = Scenario.ReadsThePrompt.Says($"After no. {signal}.");

        var processes = ProcessTree.Of(await cli.PaneProcessAsync())
            .Where(process => ProcessTree.NameOf(process) == "claude");
        foreach (var process in processes)
        {
            ProcessTree.Signal(process, signal);
        }

        var done = await cli.AfterAsync(
            turn,
            new Aftermath(
                TurnState.Done,
                SessionState.Ready,
                "started again",
                $"After no. {signal}.",
                signal == ProcessTree.Terminate ? "killed by signal 15" : "crashed by signal"));
        Assert.Equal(SetbackKind.AgentLost, Assert.Single(done.Setbacks).Kind);
        Assert.Empty(Directory.EnumerateFiles(cli.Machine.Folders.FolderOf(cli.Session.Id), "core*"));
    }

    [Fact]
    public async Task A_cli_that_works_longer_than_a_turn_may_is_stopped_with_its_tools()
    {
        var turn = await cli.SendIntoToolAsync("Build me a page", "For ever.");

        await cli.PassAsync(cli.Machine.Options.TurnTimeout);
        await cli.Machine.TurnAsync(turn, TurnState.TimedOut);

        Assert.DoesNotContain("sleep", await cli.ProcessesAsync());
        await cli.AfterAsync(
            turn,
            new Aftermath(
                TurnState.TimedOut,
                SessionState.Ready,
                "took longer than",
                "took longer than a message",
                "No end within"));
    }

    [Fact]
    public async Task A_hundred_megabytes_a_command_prints_leave_the_turn_and_its_log_as_they_would_be()
    {
        var turn = await cli.SendAsync(
            "Build me a page",
            Scenario.ReadsThePrompt
                .Bash($"./notify.sh status 'A long story'; yes 'and so on' | head -c {HundredMegabytes}")
                .Says("That was long."));

        await cli.AfterAsync(
            turn, new Aftermath(TurnState.Done, SessionState.Ready, "A long story", "That was long.", Cause: null));

        Assert.InRange(
            cli.Machine.Sockets.Of(cli.Session).Sum(frame => frame.Message.Length + frame.Data.Length), 1, 100_000);
    }

    [Fact]
    public async Task Scripts_that_cannot_reach_the_worker_are_heard_a_little_later()
    {
        await using var unheard = await UnheardAsync();

        var turn = await unheard.SendAsync(
            "Build me a page",
            Scenario.ReadsThePrompt.Bash("./notify.sh status 'Kept for later'").Says("Heard after all."));

        await unheard.AfterAsync(
            turn, new Aftermath(TurnState.Done, SessionState.Ready, "Kept for later", "Heard after all.", Cause: null));
    }

    [Fact]
    public async Task Scripts_that_can_tell_nobody_anything_leave_the_end_to_the_model_and_the_clis_own_records()
    {
        await using var unheard = await UnheardAsync();
        var spool = Path.Combine(unheard.Machine.Folders.FolderOf(unheard.Session.Id), ".spool");
        if (Directory.Exists(spool))
        {
            Directory.Delete(spool, recursive: true);
        }

        await File.WriteAllTextAsync(spool, "in the way", Token);
        var turn = await unheard.SendAsync("Build me a page", Scenario.ReadsThePrompt.Says("Nobody hears of this."));
        await unheard.Machine.TurnAsync(turn, TurnState.Done);
        File.Delete(spool);

        await unheard.AfterAsync(
            turn, new Aftermath(TurnState.Done, SessionState.Ready, "Complete", "Done.", Cause: null));
    }

    [Fact]
    public async Task A_cli_of_which_nothing_is_seen_for_too_long_is_interrupted_and_told_to_go_on()
    {
        await using var stalling = await CliMachine.OpenAsync(stall: TimeSpan.FromSeconds(10));
        stalling.Model.Fail(new Fault.Hang());
        var turn = await stalling.SendAsync("Build me a page", Scenario.Says("After the silence."));

        var done = await stalling.AfterAsync(
            turn,
            new Aftermath(
                TurnState.Done, SessionState.Ready, "got stuck and was", "After the silence.", "Nothing was seen of"));
        Assert.Equal(SetbackKind.Stalled, Assert.Single(done.Setbacks).Kind);
    }

    /// <summary>
    /// A session of its own whose scripts find nobody at the worker's socket: it stays like that to the end.
    /// </summary>
    private static async Task<CliMachine> UnheardAsync()
    {
        var cli = await CliMachine.OpenAsync();
        await cli.NextWorksAsync();
        File.Delete(Path.Combine(cli.Machine.Folders.SocketFolderOf(cli.Session.Id), "worker.sock"));
        return cli;
    }

    /// <summary>
    /// One session for all that leave it as it was: a process of the CLI costs more than all these tests.
    /// </summary>
    public sealed class World : IAsyncLifetime
    {
        internal CliMachine Cli { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Cli = await CliMachine.OpenAsync();

        public ValueTask DisposeAsync() => Cli.DisposeAsync();
    }
}
