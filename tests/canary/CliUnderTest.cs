using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Agent;
using TmuxBuilder.Agent.Channel;
using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Agent.Launch;
using TmuxBuilder.Agent.Sandbox;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Gateway;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Canary;

/// <summary>
/// The CLI in the product's own terminal and sandbox, with a scripted model behind the product's own proxy.
/// </summary>
internal sealed class CliUnderTest : IAsyncDisposable
{
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FileInterval = TimeSpan.FromMilliseconds(50);

    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("tb-canary-");
    private readonly ServiceProvider services;
    private readonly List<AgentSignal> seen = [];
    private AgentStart? start;
    private IAgent? agent;
    private int prompts;

    private CliUnderTest(string cli, ModelStub model)
    {
        Model = model;
        services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IAgentCalls>(Calls)
            .AddAgentNetwork(new GatewayOptions
            {
                ModelBaseAddress = model.BaseAddress,
                ModelKey = "canary-key",
                AllowPackageRegistry = false,
            })
            .AddAgents(
                new AgentOptions
                {
                    DataFolder = data.FullName,
                    Cli = Path.GetFullPath(cli),
                    Sandbox = SandboxMode.Required,
                })
            .BuildServiceProvider();
    }

    public ModelStub Model { get; }

    public Calls Calls { get; } = new();

    /// <summary>What the CLI says of itself in its records.</summary>
    public string? Version { get; private set; }

    public string Folder => Start.Folder;

    private AgentStart Start => start ??= Prepare();

    private IAgents Agents => services.GetRequiredService<IAgents>();

    public static async Task<CliUnderTest> OpenAsync(string cli, CancellationToken cancellationToken) =>
        new(cli, await ModelStub.StartAsync(cancellationToken));

    /// <summary>The running agent; started when there is none.</summary>
    public async Task<IAgent> AgentAsync(CancellationToken cancellationToken) =>
        agent ??= await Agents.StartAsync(Start with { Resume = start is not null && prompts > 0 }, cancellationToken);

    /// <summary>
    /// Delivers a client's words in a file, as the worker does, and returns the line once it was taken.
    /// </summary>
    public async Task<string> DeliverAsync(string words, CancellationToken cancellationToken)
    {
        var driven = await AgentAsync(cancellationToken);
        var file = $"prompt_{++prompts}.txt";
        await File.WriteAllTextAsync(Path.Combine(Folder, file), words, cancellationToken);
        var line = $"Read /session/{file} and complete the task";
        await driven.DeliverAsync(new Instruction(line, file), cancellationToken);
        var taken = await UntilAsync<AgentSignal.Accepted>(cancellationToken);
        return taken.Prompt == line
            ? line
            : throw new InvalidOperationException($"it took '{taken.Prompt}' for '{line}'");
    }

    /// <summary>Delivers words and waits for the end of the turn: what was told of it.</summary>
    public async Task<IReadOnlyList<AgentSignal>> TurnAsync(
        Scenario scenario, string words, CancellationToken cancellationToken)
    {
        Model.Default = scenario;
        await DeliverAsync(words, cancellationToken);
        await UntilAsync<AgentSignal.Stopped>(cancellationToken);
        return [.. seen];
    }

    /// <summary>The next signal of a kind; those since the last time one was waited for are kept.</summary>
    public async Task<T> UntilAsync<T>(CancellationToken cancellationToken)
        where T : AgentSignal
    {
        seen.Clear();
        var driven = agent ?? throw new InvalidOperationException("no agent runs");
        await foreach (var signal in driven.Signals.ReadAllAsync(cancellationToken))
        {
            seen.Add(signal);
            switch (signal)
            {
                case T found:
                    Version = (await driven.DiagnoseAsync(cancellationToken)).CliVersion ?? Version;
                    return found;
                case AgentSignal.TurnFailed or AgentSignal.NotTaken or AgentSignal.DialogSeen:
                    throw new InvalidOperationException($"it told {signal} instead of {typeof(T).Name}");
            }
        }

        throw new InvalidOperationException($"it ended without {typeof(T).Name}: {string.Join(", ", seen)}");
    }

    /// <summary>
    /// Waits until the conversation's file holds a text, which the CLI writes a moment after it was said.
    /// </summary>
    public async Task WrittenAsync(string text, CancellationToken cancellationToken)
    {
        var file = $"{Folder}/.claude-home/projects/-session/{Start.ConversationId:D}.jsonl";
        while (!File.Exists(file)
            || !(await File.ReadAllTextAsync(file, cancellationToken)).Contains(text, StringComparison.Ordinal))
        {
            await Task.Delay(FileInterval, TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>Kills the agent with everything in it, as a machine that fails does.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        await Agents.KillAsync(Start.Session, cancellationToken);
        if (agent is { } killed)
        {
            agent = null;
            await killed.DisposeAsync();
        }
    }

    /// <summary>A new session with an agent of its own.</summary>
    public async Task BeginAnewAsync(CancellationToken cancellationToken)
    {
        await KillAsync(cancellationToken);
        start = null;
    }

    /// <summary>What there is to be seen of it, in one line.</summary>
    public async Task<string> DescribeAsync(CancellationToken cancellationToken)
    {
        if (agent is null)
        {
            return "no agent runs";
        }

        var known = await agent.DiagnoseAsync(cancellationToken);
        var screen = (known.Screen ?? "").Split(
            '\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return $"state {known.State}, screen {known.ScreenKind}: {string.Join(" | ", screen.TakeLast(8))}";
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(EndTime, TimeProvider.System);
        await KillAsync(limit.Token);
        await services.DisposeAsync();
        await Model.DisposeAsync();
        data.Delete(recursive: true);
    }

    private AgentStart Prepare()
    {
        prompts = 0;
        var session = SessionId.New("canary@example.com", TimeProvider.System);
        var folder = services.GetRequiredService<SessionFolders>().Create(session);
        File.WriteAllText(Path.Combine(folder, "system_prompt.txt"), "You build websites.");
        return new AgentStart(session, folder, Guid.NewGuid(), Resume: false);
    }
}
