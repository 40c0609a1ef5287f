using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using TmuxBuilder.Adapters.Embedded;
using TmuxBuilder.Agent;
using TmuxBuilder.Agent.Channel;
using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Agent.Model;
using TmuxBuilder.Builder.Admission;
using TmuxBuilder.Builder.Memory;
using TmuxBuilder.Builder.Workers;
using TmuxBuilder.Core;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Admission;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;
using TmuxBuilder.Core.Uploads;

namespace TmuxBuilder.Builder.Tests.World;

/// <summary>
/// A machine with a data folder and panes, on which processes of the worker come and go: real stores, real files,
/// scripted agents.
/// </summary>
internal sealed class Machine : IAsyncDisposable
{
    private readonly string folder = PassableFolder.Make();
    private ServiceProvider? process;

    private Machine() => Sockets = new FrameLog(Pulse);

    public FakeAgents Agents { get; } = new();

    public FakeKeys Keys { get; } = new();

    public Pulse Pulse { get; } = new();

    /// <summary>The browser, which finds what a test says.</summary>
    public FakeChecks Checks { get; } = new();

    /// <summary>What is sent to sockets.</summary>
    public FrameLog Sockets { get; }

    public ScopedLines Logs { get; } = new();

    /// <summary>What the machine has left; <see langword="null"/> when it does not say.</summary>
    public long? AvailableMemory { get; set; }

    /// <summary>How hard the machine is pressed, as far as it says; not at all by default.</summary>
    public MachineLoad Load { get; set; } = new(null, null, null, null);

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The dying of the process that runs now.</summary>
    public Crash Crash { get; private set; } = new();

    public BuilderOptions Options { get; set; } = null!;

    /// <summary>What this machine has besides.</summary>
    public Action<IServiceCollection>? Added { get; init; }

    /// <summary>The profile of agents in real panes; <see langword="null"/> for scripted ones.</summary>
    public string? Profile { get; init; }

    public SessionFolders Folders => Get<SessionFolders>();

    public ISessionStore Sessions => Get<ISessionStore>();

    public ITurnStore Turns => Get<ITurnStore>();

    public IChatStore Chat => Get<IChatStore>();

    public IActivityLog Log => Get<IActivityLog>();

    public T Get<T>()
        where T : notnull => Process.GetRequiredService<T>();

    private ServiceProvider Process => process ?? throw new InvalidOperationException("No process runs.");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A clock that stands on a morning until it is moved.</summary>
    public static FakeTimeProvider Clock() => new(new DateTimeOffset(2026, 2, 4, 7, 0, 0, TimeSpan.Zero));

    public static Machine New(
        Func<BuilderOptions, BuilderOptions>? configure = null,
        TimeProvider? time = null,
        string? profile = null,
        Action<IServiceCollection>? added = null)
    {
        var machine = new Machine { Time = time ?? TimeProvider.System, Profile = profile, Added = added };
        var worker = WorkerId.Parse("worker-1");
        var options = new BuilderOptions { Worker = worker, DataFolder = machine.folder, Capacity = 4 };
        machine.Options = configure?.Invoke(Patient(options, time)) ?? Patient(options, time);
        machine.Boot();
        return machine;
    }

    /// <summary>A fake clock jumps over hours, after which a worker rightly stands down.</summary>
    private static BuilderOptions Patient(BuilderOptions options, TimeProvider? time) => time is FakeTimeProvider
        ? options with { StandDownAfter = TimeSpan.FromDays(40), LostAfter = TimeSpan.FromDays(41) } : options;

    /// <summary>Begins a process without its worker: the API's half.</summary>
    public void Boot()
    {
        Crash = new Crash();
        var services = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(Logs))
            .AddSingleton(Time)
            .AddSingleton<IModelKeys>(Keys)
            .AddSingleton(Checks.For(Crash))
            .AddEmbeddedAdapters(new EmbeddedOptions
            {
                DataFolder = folder,
                SiteBase = () => new Uri("http://localhost:8000/"),
            })
            .AddCore()
            .AddBuilder(Options)
            .AddSingleton<IConnectionStore>(Sockets)
            .AddSingleton<IClientChannel>(Sockets)
            .AddSingleton<IMachineMemory>(new Pressure(this))
            .AddSingleton<IMachineLoad>(new Pressure(this));
        if (Profile is null)
        {
            services.AddSingleton(Agents.For(Crash));
        }
        else
        {
            services.AddSingleton<IAgentNetwork, NoNetwork>().AddAgents(
                new AgentOptions { DataFolder = Options.DataFolder, Profile = Profile });
        }

        Added?.Invoke(services);
        Watch<ISessionStore>(services);
        Watch<ITurnStore>(services);
        Watch<IChatStore>(services);
        Watch<ICommandStore>(services);
        Watch<ILeaseStore>(services);
        Watch<IActivityLog>(services);
        Watch<ISiteStore>(services);
        Watch<ISitePublisher>(services);
        Watch<IOperationStore>(services);
        Watch<IBlobStore>(services);
        Watch<IUsageStore>(services);
        Watch<IBudgetStore>(services);
        Watch<IAuditStore>(services);
        process = services.BuildServiceProvider();
    }

    public Task StartWorkerAsync() => Get<Worker>().StartAsync(Token);

    /// <summary>The process ends as by <c>kill -9</c>; the panes live on.</summary>
    public async Task KillAsync()
    {
        Crash.Now();
        await Get<Worker>().AbandonAsync(Token);
        await Process.DisposeAsync();
        process = null;
    }

    /// <summary>Waits for the death that was arranged, then begins a new process with its worker.</summary>
    public async Task RebootAfterCrashAsync()
    {
        await Crash.Died.WaitAsync(TimeSpan.FromSeconds(60), Token);
        await RebootAsync();
    }

    public async Task RebootAsync()
    {
        await KillAsync();
        Boot();
        await StartWorkerAsync();
    }

    public async Task<Session> SessionAsync(
        SessionState state = SessionState.Initializing, string email = "client@example.com")
    {
        var session = new Session
        {
            Id = SessionId.New(email, Time),
            Email = email,
            ClientName = "Kim",
            Name = "Tea shop",
            State = state,
            CreatedAt = Time.GetUtcNow(),
            UpdatedAt = Time.GetUtcNow(),
        };
        Assert.Equal(CreateOutcome.Created, await Sessions.CreateAsync(session, Token));
        return session;
    }

    /// <summary>Sends a message as the API does.</summary>
    public async Task<Turn> SendAsync(Session session, string message = "Build me a page", params Upload[] uploads)
    {
        var request = new TurnRequest(session.Id, message, TurnOrigin.Client) { Uploads = uploads };
        var result = await Get<TurnSubmitter>().SubmitAsync(request, Token);
        return result.Turn ?? throw new InvalidOperationException("Nothing was stored.");
    }

    public async Task CommandAsync(Session session, CommandKind kind, string payload = "{}", string? traceId = null)
    {
        var now = Time.GetUtcNow();
        await Get<ICommandStore>().AddAsync(
            new Command(CommandId.New(Time), session.Id, kind, payload, now, now + TimeSpan.FromHours(1), traceId),
            Token);
        await Get<IDoorbell>().RingAsync(session.Id, Token);
    }

    /// <summary>Speaks as <c>notify.sh</c> does.</summary>
    public Task<int> NotifyAsync(FakePane pane, params string[] arguments) => CallAsync(pane, "notify", arguments);

    public async Task<int> CallAsync(
        FakePane pane, string verb, string[] arguments, List<string>? output = null, string? id = null)
    {
        var call = new AgentCall(id ?? Guid.NewGuid().ToString("N"), verb, arguments);
        return await Get<IAgentCalls>().HandleAsync(
            pane.Session,
            call,
            (line, _) =>
            {
                output?.Add(line);
                return Task.CompletedTask;
            },
            Token);
    }

    public Task<Turn> TurnAsync(Turn turn, TurnState state) =>
        Pulse.UntilAsync(
            async () => await Turns.FindAsync(turn.Session, turn.Id, Token) is { } found && found.State == state
                ? found
                : null,
            Token);

    public Task<Session> StateAsync(Session session, SessionState state) =>
        Pulse.UntilAsync(
            async () => await Sessions.FindAsync(session.Id, Token) is { } found && found.State == state ? found : null,
            Token);

    public Task<IReadOnlyList<ActivityEntry>> EntriesAsync(Session session) =>
        Log.ReadRawAsync(session.Id, 0, 1000, Token);

    /// <summary>The visible entries' types, after checking that their numbers have no gap.</summary>
    public async Task<IReadOnlyList<string>> TypesAsync(Session session)
    {
        var entries = await Log.ReadAsync(session.Id, 0, 1000, Token);
        Assert.Equal(
            Enumerable.Range(1, entries.Count).Select(number => (long)number), entries.Select(entry => entry.Seq));
        return [.. entries.Select(entry => entry.Entry.Type)];
    }

    public async Task<IReadOnlyList<ChatMessage>> LinesAsync(Session session) =>
        await Chat.TailAsync(session.Id, 100, Token);

    /// <summary>Writes a file into the session's folder, as the agent would.</summary>
    public async Task WriteAsync(Session session, string path, string text)
    {
        var file = Path.Combine(Folders.FolderOf(session.Id), path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, text, Token);
    }

    public Task<string> ReadAsync(Session session, string path) =>
        File.ReadAllTextAsync(Path.Combine(Folders.FolderOf(session.Id), path), Token);

    /// <summary>The agent of a session that has just been sent its first message, with that message typed.</summary>
    public async Task<(FakePane Pane, string Line)> TypedAsync()
    {
        var pane = await Agents.StartedAsync(Token);
        return (pane, await pane.TypedAsync(Token));
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            await KillAsync();
        }

        // As the product removes folders: a test may have left there what .NET cannot remove.
        using var parent = SafeFolder.Open(Path.GetDirectoryName(folder)!);
        parent.DeleteTree(Path.GetFileName(folder));
    }

    /// <summary>Puts the watcher before a port, whatever adapter stands behind it.</summary>
    private void Watch<T>(IServiceCollection services)
        where T : class
    {
        var adapter = services.Last(service => service.ServiceType == typeof(T));
        var (pulse, crash) = (Pulse, Crash);
        services.AddSingleton(provider => Watched<T>.Wrap(
            (T)(adapter.ImplementationFactory?.Invoke(provider)
                ?? ActivatorUtilities.CreateInstance(provider, adapter.ImplementationType!)),
            pulse,
            crash));
    }
}
