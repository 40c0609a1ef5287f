using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Agent.Channel;
using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Agent.Launch;
using TmuxBuilder.Agent.Sandbox;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Gateway;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Agent.Tests.RealCli;

/// <summary>
/// One worker process' worth of agents: real tmux, real sandbox, real CLI, real model proxy before a stub.
/// </summary>
internal sealed class Worker : IAsyncDisposable
{
    private readonly ServiceProvider services;

    public Worker(string dataFolder, Uri model, Func<AgentOptions, AgentOptions>? change = null)
    {
        var options = new AgentOptions
        {
            DataFolder = dataFolder,
            Cli = TestCli.Path,
            Sandbox = SandboxMode.Required,

            // Here it is the CLI that has to stop and to end, however long a machine at work takes for it.
            InterruptPatience = TimeSpan.FromSeconds(20),
            StopGrace = TimeSpan.FromSeconds(60),
        };
        services = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(new TestOutput()).SetMinimumLevel(LogLevel.Debug))
            .AddSingleton<IAgentCalls>(Calls)
            .AddAgentNetwork(
                new GatewayOptions { ModelBaseAddress = model, ModelKey = "test-key", AllowPackageRegistry = false })
            .AddAgents(change?.Invoke(options) ?? options)
            .BuildServiceProvider();
    }

    public RecordingCalls Calls { get; } = new();

    public IAgents Agents => services.GetRequiredService<IAgents>();

    public SessionFolders Folders => services.GetRequiredService<SessionFolders>();

    public AgentMachine Machine => services.GetRequiredService<AgentMachine>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A session's folder as the worker prepares it, and how its agent starts.</summary>
    public async Task<AgentStart> PrepareAsync(SessionId session)
    {
        var folder = Folders.Create(session);
        using var safe = SafeFolder.Open(folder);
        await safe.WriteTextAsync("system_prompt.txt", "You build websites.", Token);
        return new AgentStart(session, folder, Guid.NewGuid(), Resume: false);
    }

    /// <summary>Writes a prompt file and returns the line that names it.</summary>
    public async Task<string> PromptAsync(SessionId session, string text, int number = 1)
    {
        using var safe = Folders.Open(session);
        await safe.WriteTextAsync($"prompt_{number}.txt", text, Token);
        return $"Read /session/prompt_{number}.txt and complete the task";
    }

    /// <summary>Delivers a line and sees it typed and taken.</summary>
    public static async Task<AgentSignal.Accepted> SubmitAsync(IAgent agent, string line)
    {
        await agent.DeliverAsync(InstructionOf(line), Token);
        var signals = await UntilAsync<AgentSignal.Accepted>(agent);
        Assert.Equal(new AgentSignal.Typed(line), signals[0]);
        return Assert.IsType<AgentSignal.Accepted>(signals[^1]);
    }

    /// <summary>The instruction of a line <see cref="PromptAsync"/> gave.</summary>
    public static Instruction InstructionOf(string line) =>
        new(line, line.Split('/').Last().Split(' ')[0] is { Length: > 0 } file ? file : "prompt_1.txt");

    /// <summary>The signals until one that fits, which comes last.</summary>
    public static async Task<IReadOnlyList<AgentSignal>> UntilAsync<T>(IAgent agent)
        where T : AgentSignal
    {
        var seen = new List<AgentSignal>();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        try
        {
            await foreach (var signal in agent.Signals.ReadAllAsync(limit.Token))
            {
                seen.Add(signal);
                if (signal is T)
                {
                    return seen;
                }
            }
        }
        catch (OperationCanceledException) when (!Token.IsCancellationRequested)
        {
            Assert.Fail(
                $"No {typeof(T).Name}; seen: {string.Join(", ", seen)}; screen:\n{await agent.CaptureAsync(Token)}");
        }

        throw new ChannelClosedException($"The agent ended without {typeof(T).Name}; seen: {string.Join(", ", seen)}");
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
