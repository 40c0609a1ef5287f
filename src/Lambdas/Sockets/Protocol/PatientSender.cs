namespace TmuxBuilder.Sockets.Protocol;

/// <summary>Sends with a bound on how long a client may take, which is never started for one that keeps up.</summary>
internal sealed class PatientSender(ISocketTransport transport, TimeSpan timeout, TimeProvider time) : IDisposable
{
    private readonly CancellationTokenSource limit = new(Timeout.InfiniteTimeSpan, time);
    private ITimer? end;

    /// <exception cref="OperationCanceledException">The client took too long, or the end has come.</exception>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> utf8)
    {
        var sending = transport.SendAsync(utf8, limit.Token);
        if (sending.IsCompletedSuccessfully)
        {
            await sending;
            return;
        }

        limit.CancelAfter(timeout);
        await sending;
        limit.CancelAfter(Timeout.InfiniteTimeSpan);
    }

    public Task CloseAsync(SocketClose close) => transport.CloseAsync(close, limit.Token);

    /// <summary>Ends whatever is being sent.</summary>
    public void End()
    {
        try
        {
            limit.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The socket ended just before.
        }
    }

    /// <summary>Leaves whatever is being sent no more than <paramref name="grace"/>.</summary>
    public void EndWithin(TimeSpan grace) =>
        end ??= time.CreateTimer(
            static sender => ((PatientSender)sender!).End(), this, grace, Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        end?.Dispose();
        limit.Dispose();
    }
}
