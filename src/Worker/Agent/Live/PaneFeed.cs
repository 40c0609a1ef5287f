using System.Buffers;
using System.Diagnostics;
using System.Text;
using TmuxBuilder.Agent.Tmux;
using TmuxBuilder.Core.Terminals;

namespace TmuxBuilder.Agent.Live;

/// <summary>
/// What one terminal prints, as tmux sends it to a control-mode client that is attached to it. Everything is read at
/// once, so that tmux never waits; what nobody takes in time is let go, and the screen is asked for anew.
/// </summary>
internal sealed class PaneFeed : IAsyncDisposable
{
    /// <summary>tmux sends far shorter lines; what is longer is none of its.</summary>
    private const int LongestLine = 1024 * 1024;
    private const string Output = "%output ";
    private const string LayoutChanged = "%layout-change ";

    private readonly Process process;
    private readonly FeedBuffer buffer = new();
    private readonly ControlReplies replies = new();
    private readonly string file;
    private readonly Action changed;
    private readonly TimeProvider time;
    private readonly Lock asking = new();
    private readonly Task reading;
    private List<ControlReply>? screen;
    private volatile bool over;

    /// <param name="captureFolder">Where the screen passes through; made when absent.</param>
    public PaneFeed(ProcessStartInfo start, string captureFolder, Action changed, TimeProvider time)
    {
        (this.changed, this.time) = (changed, time);
        Directory.CreateDirectory(captureFolder);
        file = Path.Combine(captureFolder, $"live-{Guid.NewGuid():N}");
        process = Process.Start(start) ?? throw new TmuxException("tmux did not start.");
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        AskForScreen();
        reading = ReadAsync();
    }

    /// <summary>The terminal is gone, or never was; what was read before can still be taken.</summary>
    public bool IsOver => over;

    /// <summary>How a client is attached without a say in the terminal's size, and without starting a server.</summary>
    public static string[] Attaching(string terminal) =>
        ["-N", "-C", "attach-session", "-E", "-f", "ignore-size", "-t", $"={terminal}"];

    /// <summary>The next event; asks for the screen when something was let go.</summary>
    public TerminalEvent? Next()
    {
        var found = buffer.Take(out var lost);
        if (lost)
        {
            AskForScreen();
        }

        return found;
    }

    public async ValueTask DisposeAsync()
    {
        await ClientProcess.EndAsync(process, time);
        await reading;
        process.Dispose();
        File.Delete(file);
    }

    /// <summary>
    /// One line, so that nothing is printed between the commands. The screen goes through a file: what an agent prints
    /// must not stand among the replies.
    /// </summary>
    private void AskForScreen()
    {
        var name = Path.GetFileName(file);
        var line = string.Join(
            " ; ",
            ControlLine.Of(["capture-pane", "-e", "-S", FeedScreen.LinesAbove, "-b", name]),
            ControlLine.Of(["display-message", "-p", FeedScreen.Format]),
            ControlLine.Of(["save-buffer", "-b", name, ControlLine.Literal(file)]),
            ControlLine.Of(["delete-buffer", "-b", name]));
        try
        {
            lock (asking)
            {
                process.StandardInput.Write(line + "\n");
                process.StandardInput.Flush();
            }
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // The client has ended, which its output tells, or is being ended.
        }
    }

    private async Task ReadAsync()
    {
        var stream = process.StandardOutput.BaseStream;
        var bytes = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            var filled = 0;
            while (filled < LongestLine && await stream.ReadAsync(bytes.AsMemory(filled)) is > 0 and var read)
            {
                filled = await TakeLinesAsync(bytes, filled + read);
                if (filled == bytes.Length)
                {
                    var longer = ArrayPool<byte>.Shared.Rent(filled * 2);
                    bytes.AsSpan(0, filled).CopyTo(longer);
                    ArrayPool<byte>.Shared.Return(bytes);
                    bytes = longer;
                }
            }
        }
        catch (IOException)
        {
            // Its end.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
            over = true;
            changed();
        }
    }

    /// <summary>Takes all whole lines and moves what is left to the front.</summary>
    private async Task<int> TakeLinesAsync(byte[] bytes, int filled)
    {
        var from = 0;
        while (Array.IndexOf(bytes, (byte)'\n', from, filled - from) is >= 0 and var end)
        {
            // One character a byte: the text is UTF-8 that may be cut anywhere.
            await TakeAsync(Encoding.Latin1.GetString(bytes, from, end - from));
            from = end + 1;
        }

        bytes.AsSpan(from, filled - from).CopyTo(bytes);
        return filled - from;
    }

    private async Task TakeAsync(string line)
    {
        if (replies.Take(line) is { } reply)
        {
            await AnsweredAsync(reply);
        }
        else if (line.StartsWith(Output, StringComparison.Ordinal))
        {
            buffer.Add(line.AsSpan(Math.Max(line.IndexOf(' ', Output.Length), 0) + 1));
            changed();
        }
        else if (line.StartsWith(LayoutChanged, StringComparison.Ordinal))
        {
            AskForScreen();
        }
    }

    private async Task AnsweredAsync(ControlReply reply)
    {
        if (reply.Failed)
        {
            // The rest of its line is not done, and not answered.
            screen = null;
            return;
        }

        screen ??= [];
        screen.Add(reply);
        if (screen.Count == 1)
        {
            // Sent before this, and so on the screen.
            buffer.Clear();
        }
        else if (screen.Count == FeedScreen.Replies)
        {
            var shown = FeedScreen.Read(await File.ReadAllTextAsync(file), screen[1].Lines);
            screen = null;
            if (shown is not null)
            {
                buffer.Show(shown);
                changed();
            }
        }
    }
}
