using System.Text;
using TmuxBuilder.Agent.Processes;
using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Budgets;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Turns;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Builder.Tests.RealCli;

/// <summary>The real CLI at the end of its budget, and with keys that come and go.</summary>
[Collection(CliMachine.OneAtATime)]
public sealed class BudgetTests(BudgetTests.World world) : IClassFixture<BudgetTests.World>
{
    private const long Dollar = 1_000_000;

    private readonly CliMachine cli = world.Cli;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_turn_is_stopped_midway_at_its_budget_and_goes_on_when_an_admin_raises_it()
    {
        var before = cli.Model.Log.All.Count;
        var dear = new StubUsage(Input: 2_000_000, 0, 0, 10);
        await cli.Machine.Get<IBudgetStore>().SetAsync(BudgetKey.Default(BudgetScope.Turn), Dollar / 2, Token);
        var turn = await cli.SendAsync(
            "Build me a page",
            Scenario.ReadsThePrompt
                .Step(step => step.Bash("./notify.sh status 'Half way'").Usage(dear))
                .Says("Within the budget."));

        var parked = await cli.Machine.TurnAsync(turn, TurnState.Parked);

        var asked = cli.Model.Log.All.Skip(before).Count(request => request.Kind == RequestKind.Main);
        Assert.Equal(2, asked);
        Assert.Equal(SetbackKind.OverBudget, Assert.Single(parked.Setbacks).Kind);
        Assert.Equal(parked.Reason, (await cli.Machine.LinesAsync(cli.Session))[^1].Content);
        await cli.SaidAsync("warning", "The budget of the turn is spent");

        // A CLI that reads of two million tokens would begin to shorten its conversation.
        cli.Model.Default = Scenario.ReadsThePrompt.Bash("./notify.sh status 'Half way'").Says("Within the budget.");
        await cli.Machine.Get<IBudgetStore>().SetAsync(BudgetKey.Default(BudgetScope.Turn), 1, Token);
        await cli.Machine.Get<SetBudget>().SetAsync(
            BudgetKey.Of(cli.Session.Id, turn.Id), 1_000 * Dollar, By.Platform, Token);
        await cli.SaidAsync("status", "Half way");
        await cli.DoneAsync(turn, "Within the budget.");
        await cli.Machine.Get<IBudgetStore>().SetAsync(BudgetKey.Default(BudgetScope.Turn), null, Token);
    }

    [Fact]
    public async Task Keys_change_while_the_model_is_asked_and_no_call_is_lost()
    {
        const int keys = 6;
        var steps = Scenario.ReadsThePrompt;
        for (var n = 0; n < keys; n++)
        {
            steps = steps.Step(step => step.Text("On it.").Hold($"stream-{n}").Bash("true"));
        }

        var before = cli.Model.Log.All.Count;
        var turn = await cli.SendAsync("Build me a page", steps.Says("With many keys."));
        for (var n = 0; n < keys; n++)
        {
            // In the middle of a stream.
            await cli.Model.Gate($"stream-{n}").Reached.WaitAsync(Token);
            cli.UseKey($"key-number-{n}");
            cli.Model.Gate($"stream-{n}").Open();
        }

        var done = await cli.DoneAsync(turn, "With many keys.");

        Assert.Equal((1, 0), (done.Attempts, done.Setbacks.Count));
        var used = cli.Model.Log.All.Skip(before).Where(request => request.Kind == RequestKind.Main)
            .Select(request => request.Headers["x-api-key"]).ToList();
        Assert.Equal(keys + 2, used.Count);
        Assert.Equal(Enumerable.Range(0, keys).Select(n => $"key-number-{n}"), used.Skip(2));
    }

    [Fact]
    public async Task No_key_is_in_the_agents_environment_files_or_memory()
    {
        const string key = "a-key-that-nobody-may-see-4711";
        cli.UseKey(key);
        var turn = await cli.SendIntoToolAsync("Build me a page", "Looking for keys");
        Assert.Equal(key, cli.LastCall.Headers["x-api-key"]);

        var placeholder = Encoding.ASCII.GetBytes("ANTHROPIC_API_KEY=");
        var secret = Encoding.ASCII.GetBytes(key);
        var seen = (Control: 0, Regions: 0);
        foreach (var process in ProcessTree.Of(await cli.PaneProcessAsync()).Where(ProcessTree.IsRunning))
        {
            Assert.False(
                File.ReadAllBytes($"/proc/{process}/environ").AsSpan().IndexOf(secret) >= 0, "In an environment.");
            foreach (var region in ProcessMemoryReader.Read(process))
            {
                seen = (seen.Control + (region.AsSpan().IndexOf(placeholder) >= 0 ? 1 : 0), seen.Regions + 1);
                Assert.False(region.AsSpan().IndexOf(secret) >= 0, "In the memory of a process.");
            }
        }

        // What is looked for is found where it is: the agent's own stand-in for a key.
        Assert.True(seen.Control > 0, $"Nothing was seen in {seen.Regions} regions.");
        var folder = cli.Machine.Folders.FolderOf(cli.Session.Id);
        var files = Directory.EnumerateFiles(
            folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }).ToList();
        Assert.Contains(files, file => file.EndsWith(".jsonl", StringComparison.Ordinal));
        Assert.All(files, file =>
            Assert.False(File.ReadAllBytes(file).AsSpan().IndexOf(secret) >= 0, $"In {Path.GetFileName(file)}."));
        await cli.Machine.Get<TurnCanceller>().CancelAsync(cli.Session.Id, turn.Id, null, Token);
        await cli.Machine.TurnAsync(turn, TurnState.Cancelled);
    }

    /// <summary>One session for all: a process of the CLI costs more than all these tests.</summary>
    public sealed class World : IAsyncLifetime
    {
        internal CliMachine Cli { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Cli = await CliMachine.OpenAsync();

        public ValueTask DisposeAsync() => Cli.DisposeAsync();
    }
}
