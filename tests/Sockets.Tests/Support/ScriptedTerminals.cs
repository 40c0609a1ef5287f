using System.Collections.Concurrent;
using System.Threading.Channels;
using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Terminals;

namespace TmuxBuilder.Sockets.Tests.Support;

/// <summary>Terminals that show what a test says and note what they are told.</summary>
internal sealed class ScriptedTerminals : ILiveTerminals
{
    private readonly Channel<string> told = Channel.CreateUnbounded<string>();
    private readonly ConcurrentQueue<TerminalEvent> shown = new();
    private Action changed = () => { };

    /// <summary>What comes of a wish to take over.</summary>
    public TakeOverOutcome Outcome { get; set; }

    /// <summary>No more can be watched.</summary>
    public bool Full { get; set; }

    public ITerminalWatch? Watch(SessionId session, By by, Action changed)
    {
        if (Full)
        {
            return null;
        }

        this.changed = changed;
        told.Writer.TryWrite($"watch {by.Actor}");
        changed();
        return new Scripted(this);
    }

    public void Show(TerminalEvent happened)
    {
        shown.Enqueue(happened);
        changed();
    }

    /// <summary>What a socket asked of the terminal next.</summary>
    public async Task<string> ToldAsync() =>
        await told.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask()
            .WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

    private sealed class Scripted(ScriptedTerminals terminals) : ITerminalWatch
    {
        private bool mine;

        public Task<TerminalEvent?> NextAsync(CancellationToken cancellationToken) =>
            Task.FromResult(terminals.shown.TryDequeue(out var next) ? next : null);

        public Task<TakeOverOutcome> TakeOverAsync(CancellationToken cancellationToken)
        {
            mine = terminals.Outcome == TakeOverOutcome.Done;
            return Task.FromResult(terminals.Outcome);
        }

        public Task GiveBackAsync(CancellationToken cancellationToken)
        {
            mine = false;
            return SayAsync("given back");
        }

        public async Task<bool> TypeAsync(string text, CancellationToken cancellationToken)
        {
            await SayAsync($"typed {text}");
            return mine;
        }

        public async Task<bool> ResizeAsync(int columns, int rows, CancellationToken cancellationToken)
        {
            await SayAsync($"{columns}x{rows}");
            return mine;
        }

        public async ValueTask DisposeAsync() => await SayAsync("left");

        private Task SayAsync(string what)
        {
            terminals.told.Writer.TryWrite(what);
            return Task.CompletedTask;
        }
    }
}
