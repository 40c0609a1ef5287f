using System.Collections.Concurrent;
using System.Globalization;
using TmuxBuilder.Agent.Launch;
using TmuxBuilder.Agent.Tmux;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Agent.Live;

/// <summary>
/// Watched terminals: each watch has a control-mode client of its own, to which tmux sends what the agent prints.
/// Without a watch there is no such client.
/// </summary>
internal sealed class AgentTerminals(ControlClient client, TimeProvider time) : IAgentTerminals
{
    /// <summary>Bytes typed by one command, each three characters of it.</summary>
    private const int BytesAtOnce = 256;

    private readonly ConcurrentDictionary<AgentTerminal, SessionId> watches = new();

    public IAgentTerminal Watch(SessionId session, Action changed)
    {
        var watch = new AgentTerminal(
            () => new PaneFeed(client.Client(PaneFeed.Attaching(AgentRun.NameOf(session))), changed, time),
            changed,
            ended => watches.TryRemove(ended, out _));
        watches[watch] = session;
        changed();
        return watch;
    }

    /// <summary>A terminal was opened or found: whoever waits for it has it shown.</summary>
    public void Opened(SessionId session)
    {
        foreach (var (watch, watched) in watches)
        {
            if (watched == session)
            {
                watch.Look();
            }
        }
    }

    public async Task<bool> TypeAsync(
        SessionId session, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        for (var rest = bytes; !rest.IsEmpty; rest = rest[Math.Min(BytesAtOnce, rest.Length)..])
        {
            var keys = rest[..Math.Min(BytesAtOnce, rest.Length)].ToArray();
            if (!await TryAsync(
                ["send-keys", "-t", Pane(session), "-H", .. keys.Select(key => Text($"{key:x2}"))], cancellationToken))
            {
                return false;
            }
        }

        return true;
    }

    public Task<bool> ResizeAsync(SessionId session, int columns, int rows, CancellationToken cancellationToken) =>
        TryAsync(
            ["resize-window", "-t", Pane(session), "-x", Text($"{columns}"), "-y", Text($"{rows}")], cancellationToken);

    public Task RestoreSizeAsync(SessionId session, CancellationToken cancellationToken) =>
        TryAsync(
            ["resize-window", "-t", Pane(session), "-x", TmuxTerminal.Width, "-y", TmuxTerminal.Height],
            cancellationToken);

    private async Task<bool> TryAsync(IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        try
        {
            await client.RunAsync(command, cancellationToken);
            return true;
        }
        catch (TmuxException)
        {
            // It is gone, or tmux is, which the watch tells.
            return false;
        }
    }

    private static string Pane(SessionId session) => $"={AgentRun.NameOf(session)}:";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
