using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace TmuxBuilder.Agent.Tmux;

/// <summary>
/// Speaks to one tmux server through one long-lived control-mode client. The server is started detached, so it outlives
/// this process; a client that dies is replaced at the next command.
/// </summary>
internal sealed partial class ControlClient(
    string server, TimeProvider time, ILogger<ControlClient> logger) : IAsyncDisposable
{
    /// <summary>The tmux session the client itself sits in, which also keeps it attached when no agent runs.</summary>
    public const string OwnSession = "tb-control";

    private const int AttachTries = 3;
    private static readonly TimeSpan AttachPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan CommandTimeout = TimeSpan.FromSeconds(10);

    // Nothing of the host's environment reaches the server, which hands its own to every terminal.
    private static readonly (string Name, string Value)[] Environment =
        [("PATH", "/usr/local/bin:/usr/bin:/bin"), ("HOME", "/"), ("LANG", "C.UTF-8"), ("TERM", "xterm-256color")];

    // "q" because older versions do not know every one of them, and know no such danger either.
    private static readonly string[][] Settings =
    [
        ["set-option", "-gq", "exit-empty", "off"],
        ["set-option", "-gq", "remain-on-exit", "on"],
        ["set-option", "-gq", "history-limit", "2000"],
        ["set-option", "-gq", "default-terminal", "tmux-256color"],
        ["set-option", "-gq", "status", "off"],
        // What an agent prints must not reach other programs: no clipboard, no titles, nothing passed through.
        ["set-option", "-gq", "set-clipboard", "off"],
        ["set-option", "-gq", "allow-rename", "off"],
        ["set-option", "-gq", "automatic-rename", "off"],
        ["set-option", "-gq", "allow-passthrough", "off"],
    ];

    // Never disposed: it holds no handle, and whoever is inside at the end must still be able to leave.
    private readonly SemaphoreSlim starting = new(1, 1);
    private ControlConnection? connection;

    /// <summary>Whether this process ever spoke to the server.</summary>
    public bool WasUsed => connection is not null;

    /// <summary>Runs one command and returns what it printed.</summary>
    /// <exception cref="TmuxException">tmux refused it or did not answer.</exception>
    public async Task<IReadOnlyList<string>> RunAsync(
        IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var client = await ConnectAsync(cancellationToken);
        return Lines(arguments[0], await AnswerAsync(client, Send(client, arguments), cancellationToken));
    }

    /// <summary>The lines of a terminal's screen and of some of its history, without trailing blanks.</summary>
    /// <exception cref="TmuxException">There is no such terminal, or tmux did not answer.</exception>
    public async Task<IReadOnlyList<string>> CaptureAsync(
        string target, int linesAbove, CancellationToken cancellationToken)
    {
        var client = await ConnectAsync(cancellationToken);
        var line = Capture.Line(target, linesAbove, styled: false, asked: "");
        var lines = Lines("capture-pane", await AnswerAsync(client, client.SendAsync(line), cancellationToken));
        return [.. lines.Skip(1)];
    }

    /// <summary>Runs commands in their order, each sent before the one before it was answered.</summary>
    /// <exception cref="TmuxException">tmux refused one or did not answer.</exception>
    public async Task RunAllAsync(
        IReadOnlyList<IReadOnlyList<string>> commands, CancellationToken cancellationToken)
    {
        var client = await ConnectAsync(cancellationToken);
        var replies = commands.Select(arguments => Send(client, arguments)).ToList();
        foreach (var (arguments, reply) in commands.Zip(replies))
        {
            Lines(arguments[0], await AnswerAsync(client, reply, cancellationToken));
        }
    }

    /// <summary>Ends the server with everything in it.</summary>
    public async Task KillServerAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(["kill-server"], cancellationToken);
        }
        catch (TmuxException)
        {
            // It went away before it could answer, as asked.
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (connection is not null)
        {
            await connection.DisposeAsync();
        }
    }

    private static Task<ControlReply> Send(ControlConnection client, IReadOnlyList<string> arguments) =>
        client.SendAsync(ControlLine.Of(arguments));

    private static IReadOnlyList<string> Lines(string command, ControlReply reply) => reply.Failed
        ? throw new TmuxException($"tmux {command}: {string.Join(' ', reply.Lines)}")
        : reply.Lines;

    private async Task<ControlReply> AnswerAsync(
        ControlConnection client, Task<ControlReply> reply, CancellationToken cancellationToken)
    {
        try
        {
            return await reply.WaitAsync(CommandTimeout, time, cancellationToken);
        }
        catch (TimeoutException exception)
        {
            LogSilent(server);
            client.Kill();
            throw new TmuxException("tmux did not answer.", exception);
        }
    }

    private async Task<ControlConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        if (connection is { IsOver: false } ready)
        {
            return ready;
        }

        await starting.WaitAsync(cancellationToken);
        try
        {
            if (connection is { IsOver: false } meanwhile)
            {
                return meanwhile;
            }

            if (connection is { } lost)
            {
                LogLost(server);
                connection = null;
                await lost.DisposeAsync();
            }

            return connection = await AttachAsync(cancellationToken);
        }
        catch (Win32Exception exception)
        {
            throw new TmuxException("tmux cannot be started: is it installed?", exception);
        }
        catch (TimeoutException exception)
        {
            throw new TmuxException("tmux did not answer.", exception);
        }
        finally
        {
            starting.Release();
        }
    }

    private async Task<ControlConnection> AttachAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            ControlConnection? client = null;
            try
            {
                await StartServerAsync(cancellationToken);
                client = new ControlConnection(
                    Client(["-C", "new-session", "-A", "-s", OwnSession, "-x", "80", "-y", "24", "/bin/cat", "-"]),
                    time);
                await client.AttachedAsync.WaitAsync(CommandTimeout, time, cancellationToken);
                return client;
            }
            catch (Exception exception) when (
                exception is TmuxException or TimeoutException or OperationCanceledException)
            {
                if (client is not null)
                {
                    client.Kill();
                    await client.DisposeAsync();
                }

                if (exception is OperationCanceledException || attempt == AttachTries)
                {
                    throw;
                }

                // A server that is just ending refuses newcomers until it is gone.
                await Task.Delay(AttachPause, time, cancellationToken);
            }
        }
    }

    private async Task StartServerAsync(CancellationToken cancellationToken)
    {
        using var process = Process.Start(
            Client([.. Settings.Aggregate(new List<string> { "start-server" }, (all, next) => [.. all, ";", .. next])]))
            ?? throw new TmuxException("tmux did not start.");
        using var limit = new CancellationTokenSource(CommandTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        process.StandardInput.Close();
        try
        {
            var complaints = process.StandardError.ReadToEndAsync(either.Token);
            await process.WaitForExitAsync(either.Token);
            if (process.ExitCode != 0)
            {
                throw new TmuxException($"tmux did not start: {(await complaints).Trim()}");
            }
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            process.Kill();
            throw new TmuxException("tmux did not start in time.", exception);
        }
    }

    /// <summary>How a client of the server is started, with nothing of the host's environment.</summary>
    public ProcessStartInfo Client(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("tmux", ["-u", "-L", server, "-f", "/dev/null", .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        start.Environment.Clear();
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    [LoggerMessage(LogLevel.Warning, "The tmux server {Server} did not answer; its client is replaced")]
    private partial void LogSilent(string server);

    [LoggerMessage(LogLevel.Warning, "The client of the tmux server {Server} was lost; it is replaced")]
    private partial void LogLost(string server);
}
