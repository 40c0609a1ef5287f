using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TmuxBuilder.Agent.Channel;
using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Agent.Launch;
using TmuxBuilder.Agent.Processes;
using TmuxBuilder.Agent.Sandbox;
using TmuxBuilder.Agent.Sandbox.Limits;
using TmuxBuilder.Agent.Sessions;
using TmuxBuilder.Agent.Sessions.Machine;
using TmuxBuilder.Agent.Watch;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Agent.Tests.Sessions;

/// <summary>An agent's loop with its real hands, a terminal the test plays and a clock the test moves.</summary>
internal sealed class LoopFixture : IAsyncDisposable
{
    private readonly TemporaryFolder temporary = new();
    private readonly SafeFolder folder;
    private readonly PaneWatch watch;

    public LoopFixture(TurnRecord? adopted = null)
    {
        var session = SessionId.New("someone@example.com", TimeProvider.System);
        var folders = new SessionFolders(temporary.Path);
        var path = folders.Create(session);
        folders.CreateRunFolders(session);
        folder = SafeFolder.Open(path);
        var start = new AgentStart(session, path, Guid.NewGuid(), Resume: false);
        var run = new AgentRun(folders, session, path);
        Terminal = new FakeTerminal(run.Terminal);
        var options = new AgentOptions { DataFolder = temporary.Path };
        var killer = new PaneKiller(Terminal, Time);
        var confinement = new Confinement(new NoGroups());
        var sizes = new SizeWatch(
            options.Limits, confinement.Regime, killer, Time, NullLogger<SizeWatch>.Instance);
        watch = new PaneWatch(Terminal, killer, sizes, Time, NullLogger<PaneWatch>.Instance);
        var parts = new AgentParts(options, Profile, Terminal, killer, watch, confinement, Time);
        Journal = new TurnJournal(run.JournalFile);
        var gate = new HookGate(Journal);
        Inbox = new AgentInbox(
            session,
            new Spool(session, folder, NullLogger<Spool>.Instance),
            path,
            new RecordingCalls(),
            gate.TakeAsync);
        var rules = SessionRules.Of(options, Profile);
        Owner = new AgentSession(
            session,
            adopted is null ? AgentState.New(rules) : AgentState.Adopted(adopted),
            rules,
            Journal,
            Time,
            NullLogger<AgentSession>.Instance);
        gate.Open((hook, token) => Owner.AskAsync(new AgentInput.HookSeen(hook), token));
        var hands = new TmuxHands(
            start, run, folder, run.Paths, Inbox, Journal, parts, NullLogger<TmuxHands>.Instance);
        var socket = new WorkerSocket(session, run.Paths.WorkerSocket, Inbox, NullLogger<WorkerSocket>.Instance);
        Agent = new TmuxAgent(start, run, folder, socket, Owner, hands, parts);
        Path = path;
    }

    public string Path { get; }

    public FakeTimeProvider Time { get; } = new();

    public FakeTerminal Terminal { get; }

    public FakeProfile Profile { get; } = new();

    public TurnJournal Journal { get; }

    public AgentInbox Inbox { get; }

    public AgentSession Owner { get; }

    public TmuxAgent Agent { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The agent comes up and says so.</summary>
    public async Task StartAsync()
    {
        Agent.Listen();
        watch.Add(Agent);
        await SeeAsync(new AgentInput.HookSeen(new AgentHook.Ready()));
        Time.Advance(TimeSpan.FromMilliseconds(300));
        Assert.Equal(new AgentSignal.Ready(), await NextAsync());
    }

    /// <summary>The agent takes the first instruction.</summary>
    public async Task WorkAsync()
    {
        await StartAsync();
        await Agent.DeliverAsync(Reduced.First, Token);
        await SeeAsync(new AgentInput.HookSeen(new AgentHook.Submitted(Reduced.First.Line)));
        Assert.Equal(new AgentSignal.Typed(Reduced.First.Line), await NextAsync());
        Assert.Equal(new AgentSignal.Accepted(Reduced.First.Line), await NextAsync());
    }

    public Task SeeAsync(AgentInput input) => Owner.AskAsync(input, Token);

    public Task LookAtPanesAsync() => watch.LookAsync(Token);

    public Task LookAtPanesUntilAsync(CancellationToken patience) => watch.LookAsync(patience);

    public async Task<AgentSignal> NextAsync() =>
        await Agent.Signals.ReadAsync(Token).AsTask().WaitAsync(TimeSpan.FromSeconds(60), Token);

    /// <summary>Moves the clock on, step by step, until a signal comes.</summary>
    public async Task<AgentSignal> NextAsync(TimeSpan step)
    {
        var next = NextAsync();
        for (var round = 0; round < 10_000 && !next.IsCompleted; round++)
        {
            Time.Advance(step);

            // An input that means nothing now: what the clock set off has been dealt with once it was.
            await SeeAsync(new AgentInput.LineTyped(Failed: true));
            await Task.Yield();
        }

        return await next;
    }

    public async ValueTask DisposeAsync()
    {
        await Agent.DisposeAsync();
        await watch.DisposeAsync();
        temporary.Dispose();
    }
}
