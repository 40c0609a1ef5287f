using System.Diagnostics;

namespace TmuxBuilder.Agent.Tmux;

/// <summary>One control-mode client process; once it is over it stays over.</summary>
internal sealed class ControlConnection : IAsyncDisposable
{
    private const string Attached = "%session-changed ";

    private readonly Process process;
    private readonly TimeProvider time;
    private readonly Lock sync = new();
    private readonly Queue<TaskCompletionSource<ControlReply>> waiting = [];
    private readonly TaskCompletionSource attached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task reading;
    private volatile string lastWords = "";
    private bool over;

    public ControlConnection(ProcessStartInfo start, TimeProvider time)
    {
        this.time = time;
        process = Process.Start(start) ?? throw new TmuxException("tmux did not start.");
        process.ErrorDataReceived += (_, complaint) => lastWords = complaint.Data ?? lastWords;
        process.BeginErrorReadLine();
        reading = ReadAsync();
    }

    /// <summary>Completes once the client sits in its session; a command sent earlier finds no target.</summary>
    public Task AttachedAsync => attached.Task;

    public bool IsOver
    {
        get
        {
            lock (sync)
            {
                return over;
            }
        }
    }

    /// <summary>Sends one command line; replies come in the order of the commands.</summary>
    public Task<ControlReply> SendAsync(string line)
    {
        var reply = new TaskCompletionSource<ControlReply>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (sync)
        {
            if (over)
            {
                throw new TmuxException("tmux is gone.");
            }

            waiting.Enqueue(reply);
            try
            {
                // A pipe to a process that reads; a command is far shorter than its buffer.
                process.StandardInput.Write(line + "\n");
                process.StandardInput.Flush();
            }
            catch (IOException exception)
            {
                FailAllLocked(exception);
            }
        }

        return reply.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await ClientProcess.EndAsync(process, time);
        await reading;
        process.Dispose();
    }

    /// <summary>Ends a client that no longer answers.</summary>
    public void Kill() => process.Kill();

    private async Task ReadAsync()
    {
        var replies = new ControlReplies();
        IOException? failure = null;
        try
        {
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                if (line.StartsWith(Attached, StringComparison.Ordinal))
                {
                    attached.TrySetResult();
                }

                if (replies.Take(line) is { } reply)
                {
                    Answer(reply);
                }
            }
        }
        catch (IOException exception)
        {
            failure = exception;
        }

        lock (sync)
        {
            FailAllLocked(failure);
        }
    }

    private void Answer(ControlReply reply)
    {
        lock (sync)
        {
            if (waiting.TryDequeue(out var next))
            {
                next.SetResult(reply);
            }
        }
    }

    private void FailAllLocked(IOException? failure)
    {
        over = true;
        var gone = new TmuxException($"tmux went away before it answered. {lastWords}".TrimEnd(), failure);
        attached.TrySetException(gone);
        while (waiting.TryDequeue(out var next))
        {
            next.SetException(gone);
        }

        // Whoever waited for the attachment has seen it; when nobody did, nobody has to.
        _ = attached.Task.Exception;
    }
}
