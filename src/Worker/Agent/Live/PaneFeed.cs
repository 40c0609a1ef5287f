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
    private readonly Action changed;
    private readonly TimeProvider time;
    private readonly Lock asking = new();
    private readonly Task reading;
    private volatile bool over;

    public PaneFeed(ProcessStartInfo start, Action changed, TimeProvider time)
    {
        (this.changed, this.time) = (changed, time);
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
    }

    private void AskForScreen()
    {
        var line = Capture.Line(target: null, FeedScreen.LinesAbove, styled: true, FeedScreen.Format);
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
                filled = TakeLines(bytes, filled + read);
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
    private int TakeLines(byte[] bytes, int filled)
    {
        var from = 0;
        while (Array.IndexOf(bytes, (byte)'\n', from, filled - from) is >= 0 and var end)
        {
            // One character a byte: the text is UTF-8 that may be cut anywhere.
            Take(Encoding.Latin1.GetString(bytes, from, end - from));
            from = end + 1;
        }

        bytes.AsSpan(from, filled - from).CopyTo(bytes);
        return filled - from;
    }

    private void Take(string line)
    {
        if (replies.Take(line) is { } reply)
        {
            Answered(reply);
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

    private void Answered(ControlReply reply)
    {
        // What was sent before this stands on the screen.
        if (FeedScreen.Read(reply) is { } shown)
        {
            buffer.Show(shown);
            changed();
        }
    }
}
