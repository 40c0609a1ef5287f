using System.Threading.Channels;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Connections;
using TmuxBuilder.Sockets.Terminal;

namespace TmuxBuilder.Sockets.Protocol;

/// <summary>
/// One socket's side of the protocol, on any transport: the greeting, then every entry once and in order. Posted frames
/// are hints: the next one is sent, an earlier one was sent already, and one further on has the log read up to it.
/// </summary>
internal sealed class SocketConnection : IClientSink, IDisposable
{
    private const int PageSize = 50;
    private const int TerminalFramesAtOnce = 8;

    /// <summary>Client frames taken before the client has to wait.</summary>
    private const int MaxRequests = 4;

    private readonly Audience audience;
    private readonly SessionHistory history;
    private readonly SocketOptions options;
    private readonly PatientSender sender;
    private readonly Outbox outbox;
    private readonly Channel<ClientFrame> requests = Channel.CreateBounded<ClientFrame>(MaxRequests);
    private readonly Channel<bool> signal =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private SocketClose? closing;
    private volatile bool gone;
    private volatile bool due;

    public SocketConnection(
        Audience audience, SessionHistory history, ISocketTransport transport, SocketOptions options, TimeProvider time)
    {
        this.audience = audience;
        this.history = history;
        this.options = options;
        sender = new PatientSender(transport, options.SendTimeout, time);
        outbox = new Outbox(options.MaxQueuedFrames, options.MaxQueuedBytes);
    }

    /// <summary>Where an admin watches the terminal; <see langword="null"/> for everybody else.</summary>
    public TerminalDesk? Desk { get; set; }

    private bool IsOver => gone || Volatile.Read(ref closing) is not null;

    public bool TryPost(IReadOnlyList<Frame> frames)
    {
        if (IsOver)
        {
            return false;
        }

        outbox.Put(frames);
        Wake();
        return true;
    }

    public void Close(string reason) => Close(SocketClose.NoLongerAllowed(reason));

    /// <summary>Ends the socket with a close frame, within the grace; of several reasons the first is told.</summary>
    public void Close(SocketClose close)
    {
        if (Interlocked.CompareExchange(ref closing, close, null) is null)
        {
            requests.Writer.TryComplete();
            sender.EndWithin(options.CloseGrace);
            Wake();
        }
    }

    /// <summary>Ends the socket without a word: its other end is gone.</summary>
    public void Abandon()
    {
        gone = true;
        requests.Writer.TryComplete();
        sender.End();
        Wake();
    }

    /// <summary>
    /// Takes what the client said, from one caller at a time; waits while earlier frames are not answered. Once the
    /// socket has ended, nothing is taken.
    /// </summary>
    public async ValueTask TakeAsync(ClientFrame frame, CancellationToken cancellationToken)
    {
        if (await requests.Writer.WaitToWriteAsync(cancellationToken) && requests.Writer.TryWrite(frame))
        {
            Wake();
        }
    }

    /// <summary>Something outside the log may be there to be sent.</summary>
    public void Look() => Wake();

    /// <summary>Makes an unsolicited pong due, after everything that was missed.</summary>
    public void KeepAlive()
    {
        due = true;
        Wake();
    }

    /// <summary>Serves the socket until it is to end.</summary>
    /// <param name="opening">The history to greet with; a fault is told before the newest entries.</param>
    /// <exception cref="OperationCanceledException">The client took too long to take what it was sent.</exception>
    public async Task RunAsync(ClientFrame opening, CancellationToken cancellationToken)
    {
        var reader = await history.OpenAsync(audience, opening.Since, cancellationToken);
        if (reader is null)
        {
            Close(SocketClose.NoSession);
        }
        else
        {
            if (opening.Fault != FrameFault.None)
            {
                await SendAsync(ServerFrames.Error(opening.Fault));
            }

            await SendHistoryAsync(reader, cancellationToken);
            await ServeAsync(reader, cancellationToken);
        }
    }

    /// <summary>Tells the client why the socket ended, unless it is gone.</summary>
    /// <exception cref="OperationCanceledException">The client did not take it within the grace.</exception>
    public Task SayWhyAsync() =>
        !gone && Volatile.Read(ref closing) is { } close ? sender.CloseAsync(close) : Task.CompletedTask;

    public void Dispose() => sender.Dispose();

    private async Task ServeAsync(EntryReader reader, CancellationToken cancellationToken)
    {
        while (!IsOver)
        {
            await DeliverAsync(reader, cancellationToken);
            while (!IsOver && requests.Reader.TryRead(out var request))
            {
                reader = await AnswerAsync(request, reader, cancellationToken);
            }

            await ShowTerminalAsync(cancellationToken);
            if (due)
            {
                due = false;
                await CatchUpAsync(reader, cancellationToken);
                await SendAsync(ServerFrames.Pong(reader.LastSeq));
            }

            if (!IsOver)
            {
                await signal.Reader.ReadAsync(cancellationToken);
            }
        }
    }

    /// <summary>Sends what the terminal shows, a little at a time, so that nothing else waits for it.</summary>
    private async Task ShowTerminalAsync(CancellationToken cancellationToken)
    {
        for (var sent = 0; Desk is not null && !IsOver; sent++)
        {
            if (await Desk.NextAsync(cancellationToken) is not { } frame)
            {
                return;
            }

            await SendAsync(frame);
            if (sent == TerminalFramesAtOnce)
            {
                Wake();
                return;
            }
        }
    }

    private async Task DeliverAsync(EntryReader reader, CancellationToken cancellationToken)
    {
        // Raw readers take every post as a hint only: dropped entries have no number to tell them apart by.
        while (!IsOver && (audience.SeesRaw || outbox.Missed))
        {
            if (!outbox.Drain())
            {
                return;
            }

            await CatchUpAsync(reader, cancellationToken);
        }

        while (!IsOver && outbox.TryTake(out var frame))
        {
            if (frame.Seq == reader.LastSeq + 1)
            {
                await SendAsync(frame.Utf8);
                reader.SkipTo(reader.LastSeq + 1);
            }
            else if (frame.Seq > reader.LastSeq)
            {
                await CatchUpAsync(reader, cancellationToken);
            }
        }

        if (outbox.Missed)
        {
            Wake();
        }
    }

    private async Task CatchUpAsync(EntryReader reader, CancellationToken cancellationToken)
    {
        while (!IsOver && await reader.ReadAsync(PageSize, cancellationToken) is { Count: > 0 } page)
        {
            foreach (var entry in page)
            {
                if (FrameWriter.Live(audience, entry) is { } frame)
                {
                    await SendAsync(frame.Utf8);
                }
            }
        }
    }

    private async Task<EntryReader> AnswerAsync(
        ClientFrame request, EntryReader reader, CancellationToken cancellationToken)
    {
        switch (request.Action)
        {
            case ClientAction.Ping:
                await SendAsync(ServerFrames.Pong(reader.LastSeq));
                return reader;
            case ClientAction.History:
                var again = await ReopenAsync(request.Since, reader.LastSeq, cancellationToken);
                if (again is not null)
                {
                    await SendHistoryAsync(again, cancellationToken);
                }

                return again is null || again.LastSeq < reader.LastSeq ? reader : again;
            default:
                var fault = !request.IsOfTerminal ? request.Fault
                    : Desk is null ? FrameFault.UnknownAction
                    : await Desk.DoAsync(request, cancellationToken);
                if (fault != FrameFault.None)
                {
                    await SendAsync(ServerFrames.Error(fault));
                }

                return reader;
        }
    }

    /// <summary>A reader for a history that begins no later than what was sent ends: nothing is left out.</summary>
    private async Task<EntryReader?> ReopenAsync(long? since, long sent, CancellationToken cancellationToken)
    {
        var from = since is { } asked ? Math.Min(asked, sent) : since;
        var reader = await history.OpenAsync(audience, from, cancellationToken);
        return reader?.LastSeq > sent ? await history.OpenAsync(audience, sent, cancellationToken) : reader;
    }

    private async Task SendHistoryAsync(EntryReader reader, CancellationToken cancellationToken)
    {
        await foreach (var frame in history.ReadAsync(reader, cancellationToken))
        {
            if (IsOver)
            {
                return;
            }

            await SendAsync(frame.Utf8);
        }
    }

    /// <summary>Sends unless the socket has ended meanwhile: then nothing but the close follows.</summary>
    private ValueTask SendAsync(ReadOnlyMemory<byte> utf8) => IsOver ? ValueTask.CompletedTask : sender.SendAsync(utf8);

    private void Wake() => signal.Writer.TryWrite(true);
}
