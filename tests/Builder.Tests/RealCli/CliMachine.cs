using System.Diagnostics;
using TmuxBuilder.Agent;
using TmuxBuilder.Agent.Launch;
using TmuxBuilder.Agent.Processes;
using TmuxBuilder.Agent.Sandbox;
using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Checkpoints;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;
using TmuxBuilder.Gateway;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Builder.Tests.RealCli;

/// <summary>
/// The whole worker with the real CLI and one session on it: real tmux, sandbox, model proxy, stores and files. Only
/// the model is scripted.
/// </summary>
internal sealed class CliMachine : IAsyncDisposable
{
    /// <summary>What the agent tells before a command that goes on for ever.</summary>
    public const string InTool = "In a tool";

    /// <summary>The collection of all tests with a CLI: two of them on two cores only wait for each other.</summary>
    public const string OneAtATime = "The real CLI";

    private readonly DirectoryInfo keys;

    private CliMachine(ModelStub model, DirectoryInfo keys) => (Model, this.keys) = (model, keys);

    public ModelStub Model { get; }

    public Machine Machine { get; private set; } = null!;

    public Session Session { get; private set; } = null!;

    /// <summary>The worker's clock; it can be put forward.</summary>
    public ShiftedTime Time { get; } = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A worker that runs, and a session without an agent yet.</summary>
    /// <param name="modelIdle">
    /// How long the model may be silent; <see langword="null"/> for as long as in the product.
    /// </param>
    /// <param name="stall">
    /// How long nothing may be seen of the agent; <see langword="null"/> for as long as in the product.
    /// </param>
    public static async Task<CliMachine> OpenAsync(TimeSpan? modelIdle = null, TimeSpan? stall = null)
    {
        var cli = new CliMachine(await ModelStub.StartAsync(Token), Directory.CreateTempSubdirectory("tb-keys-"));
        cli.UseKey("the-first-key");
        var gateway = new GatewayOptions
        {
            ModelBaseAddress = cli.Model.BaseAddress,
            ModelKeyFile = cli.KeyFile,
            ModelIdleTimeout = modelIdle ?? new GatewayOptions().ModelIdleTimeout,
            AllowPackageRegistry = false,
        };
        BuilderOptions? first = null;
        cli.Machine = Machine.New(
            options => first = options with
            {
                // Beside the stores, so that a machine can lose the one and find the other again.
                DataFolder = Path.Combine(options.DataFolder, "first"),
                Sweep = TimeSpan.FromSeconds(1),
            },
            cli.Time,
            added: services => services.AddAgentNetwork(gateway).AddAgents(new AgentOptions
            {
                DataFolder = (cli.Machine?.Options ?? first!).DataFolder,
                Cli = TestCli.Path,
                Sandbox = SandboxMode.Required,
                ModelRetries = 1,
                StallTimeout = stall ?? new AgentOptions { DataFolder = "/" }.StallTimeout,
            }));
        cli.Session = await cli.Machine.SessionAsync();
        await cli.Machine.StartWorkerAsync();
        return cli;
    }

    /// <summary>What the agent asked its model last.</summary>
    public StubRequest LastCall => Model.Log.All.Last(request => request.Kind == RequestKind.Main);

    /// <summary>The last message of the user's in it that is an instruction.</summary>
    public string LastInstruction => LastCall.Body.GetProperty("messages").EnumerateArray()
        .Where(message => message.GetProperty("role").GetString() == "user")
        .Select(message => message.GetProperty("content").GetRawText())
        .Last(content => content.Contains("and complete the task", StringComparison.Ordinal));

    private string KeyFile => Path.Combine(keys.FullName, "key");

    /// <summary>The model key is another from now on.</summary>
    public void UseKey(string key)
    {
        var written = KeyFile + ".new";
        File.WriteAllText(written, key);
        File.SetUnixFileMode(written, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.Move(written, KeyFile, overwrite: true);
    }

    /// <summary>Sends a message; <paramref name="answers"/> is what the model does from now on.</summary>
    public Task<Turn> SendAsync(string message, Scenario answers)
    {
        Model.Default = answers;
        return Machine.SendAsync(Session, message);
    }

    /// <summary>Sends a message whose work ends in a command that goes on for ever; returns when it runs.</summary>
    public async Task<Turn> SendIntoToolAsync(string message, string said)
    {
        var turn = await SendAsync(message, Endless(said));
        await InToolAsync(said);
        return turn;
    }

    public static Scenario Endless(string said) => Scenario.ReadsThePrompt
        .Step(step => step.Text(said).Bash($"sh -c 'sleep 6000 & ./notify.sh status \"{InTool}: {said}\" && wait'"));

    /// <summary>Returns when that command runs and the CLI has written down what it said before.</summary>
    public async Task InToolAsync(string said)
    {
        await SaidAsync("status", $"{InTool}: {said}");
        await CliTranscript.UntilItHoldsAsync(Machine.Folders.FolderOf(Session.Id), said, Token);
    }

    public async Task<Turn> DoneAsync(Turn turn, string answer)
    {
        var done = await Machine.TurnAsync(turn, TurnState.Done);
        Assert.Equal(answer, (await Machine.LinesAsync(Session))[^1].Content);
        Assert.Equal("done", (await Machine.TypesAsync(Session))[^1]);
        return done;
    }

    /// <summary>The fault has come to what it must, and the next message works.</summary>
    public Task<Turn> AfterAsync(Turn turn, Aftermath aftermath) =>
        aftermath.HoldsAsync(Machine, Session, turn, NextWorksAsync);

    /// <summary>The next message is taken, worked on and answered.</summary>
    public async Task NextWorksAsync()
    {
        Model.Recover();
        var next = await SendAsync("And now?", Scenario.ReadsThePrompt.Says("Here it is."));
        var done = await DoneAsync(next, "Here it is.");
        Assert.Empty(done.Setbacks);
        Assert.Equal(1, done.Attempts);
    }

    /// <summary>Time passes, and the worker looks at the session.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        Time.Shift += time;
        await Machine.Get<IDoorbell>().RingAsync(Session.Id, Token);
    }

    /// <summary>The entry of the running turn, seen already or to come.</summary>
    public Task<NewEntry> SaidAsync(string type, string text) => Machine.Pulse.UntilAsync(
        async () => (await Machine.EntriesAsync(Session)).Select(entry => entry.Entry).LastOrDefault(
            entry => entry.Type == type && entry.Message.Contains(text, StringComparison.Ordinal)),
        Token);

    public Task<Turn> SufferedAsync(Turn turn, SetbackKind kind) => Machine.Pulse.UntilAsync(
        async () => await Machine.Turns.FindAsync(turn.Session, turn.Id, Token) is { } found && found.Suffered(kind) > 0
            ? found
            : null,
        Token);

    /// <summary>Returns when the workspace was stored with a conversation that holds <paramref name="said"/>.</summary>
    public async Task StoredAsync(string said)
    {
        var folder = Machine.Folders.FolderOf(Session.Id);
        await CliTranscript.UntilItHoldsAsync(folder, said, Token);
        var transcripts = Directory.EnumerateFiles(
            Path.Combine(folder, ".claude-home"), "*.jsonl", SearchOption.AllDirectories);
        var size = transcripts.Max(file => new FileInfo(file).Length);
        await Machine.Pulse.UntilAsync(
            async () => await Machine.Sessions.FindAsync(Session.Id, Token) is { Checkpoint: { } stored }
                && await Machine.Get<CheckpointReader>().FindAsync(stored.Manifest, Token) is { } manifest
                && manifest.Files.Any(
                    file => file.Path.EndsWith(".jsonl", StringComparison.Ordinal) && file.Size >= size)
                    ? manifest
                    : null,
            Token);
    }

    /// <summary>The process in the session's pane, above the sandbox.</summary>
    public async Task<int> PaneProcessAsync() =>
        (await Machine.Get<AgentMachine>().Parts.Terminal.ListAsync(Token))
        .Single(pane => pane.Name == AgentRun.NameOf(Session.Id)).ProcessId;

    /// <summary>The names of what runs in the session's pane.</summary>
    public async Task<IReadOnlyList<string>> ProcessesAsync() =>
        [.. ProcessTree.Of(await PaneProcessAsync()).Where(ProcessTree.IsRunning).Select(ProcessTree.NameOf)];

    /// <summary>The CLI's process dies as when memory is short.</summary>
    public async Task KillCliAsync()
    {
        var processes = ProcessTree.Of(await PaneProcessAsync())
            .Where(process => ProcessTree.NameOf(process) == "claude").ToList();
        Assert.NotEmpty(processes);
        processes.ForEach(process => ProcessTree.Signal(process, ProcessTree.Kill));
    }

    /// <summary>The tmux server dies with all its panes.</summary>
    public Task KillTerminalsAsync() => TmuxAsync("kill-server");

    /// <summary>Somebody closes the session's pane.</summary>
    public Task ClosePaneAsync() => TmuxAsync("kill-session", "-t", $"={AgentRun.NameOf(Session.Id)}");

    private async Task TmuxAsync(params string[] words)
    {
        using var tmux = Process.Start("tmux", ["-L", AgentMachine.ServerOf(Machine.Folders), .. words]);
        await tmux.WaitForExitAsync(Token);
        Assert.Equal(0, tmux.ExitCode);
    }

    public async ValueTask DisposeAsync()
    {
        await Machine.Get<IAgents>().KillAsync(Session.Id, Token);
        await Machine.DisposeAsync();
        await Model.DisposeAsync();
        keys.Delete(recursive: true);
    }
}
