using System.Collections.Concurrent;
using TmuxBuilder.Agent.Tmux;

namespace TmuxBuilder.Agent.Tests.Sessions;

/// <summary>One terminal whose program is the test.</summary>
internal sealed class FakeTerminal(string name) : ITerminal
{
    /// <summary>Everything typed and pressed, in order.</summary>
    public ConcurrentQueue<string> Keys { get; } = new();

    public string Screen { get; set; } = "";

    /// <summary>The typed line shows at once.</summary>
    public bool Echoes { get; set; } = true;

    /// <summary>Every command fails, as when the server is away.</summary>
    public bool IsAway { get; set; }

    /// <summary>What happens with everything typed and pressed.</summary>
    public Action<string> Took { get; set; } = _ => { };

    /// <summary>What happens while the screen is read.</summary>
    public Action Captured { get; set; } = () => { };

    public bool IsDead { get; set; }

    public int ServerId { get; set; } = 1;

    public bool HasPane { get; set; } = true;

    public Task OpenAsync(string name, IReadOnlyList<string> command, CancellationToken cancellationToken) =>
        Do("open");

    public Task<IReadOnlyList<TerminalPane>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<TerminalPane>>(
        [
            new TerminalPane(ControlClient.OwnSession, 0, IsDead: false, ServerId),
            .. HasPane ? [new TerminalPane(name, 0, IsDead, ServerId)] : (TerminalPane[])[],
        ]);

    public Task TypeAsync(string name, string text, CancellationToken cancellationToken) => Do(text);

    public Task PressAndTypeAsync(string name, string key, string text, CancellationToken cancellationToken)
    {
        Do(key);
        return Do(text);
    }

    public Task PressAsync(string name, string key, CancellationToken cancellationToken) => Do(key);

    public Task<bool> ShowsAsync(string name, string text, CancellationToken cancellationToken) =>
        Task.FromResult(Echoes);

    public Task<string> CaptureAsync(string name, CancellationToken cancellationToken)
    {
        Captured();
        return Task.FromResult(Screen);
    }

    public Task CloseAsync(string name, CancellationToken cancellationToken)
    {
        HasPane = false;
        return Do("close");
    }

    private Task Do(string what)
    {
        if (IsAway)
        {
            throw new TmuxException("tmux is away");
        }

        Keys.Enqueue(what);
        Took(what);
        return Task.CompletedTask;
    }
}
