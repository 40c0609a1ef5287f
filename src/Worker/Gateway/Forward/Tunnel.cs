using System.Buffers;
using System.Net.Sockets;

namespace TmuxBuilder.Gateway.Forward;

/// <summary>
/// Carries bytes both ways until the server has said all, nothing moves any more, or it was too much.
/// </summary>
/// <param name="bytes">What the session may carry, of which this takes.</param>
internal sealed class Tunnel(
    NetworkStream client, NetworkStream server, TokenBucket bytes, GatewayOptions options, TimeProvider time)
{
    private const int ChunkBytes = 32 * 1024;

    private long carried;

    /// <param name="early">What the client sent along with its head.</param>
    /// <param name="clientBytes">How much of what the client sends is passed on; the rest is dropped.</param>
    public async Task RunAsync(ReadOnlyMemory<byte> early, long clientBytes, CancellationToken cancellationToken)
    {
        using var idle = new CancellationTokenSource(options.TunnelIdleTimeout, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(idle.Token, cancellationToken);
        var first = early[..(int)Math.Min(early.Length, clientBytes)];
        await server.WriteAsync(first, stop.Token);
        var up = UpAsync(clientBytes - first.Length, idle, stop);
        try
        {
            await CarryAsync(server, client, long.MaxValue, idle, stop.Token);
        }
        finally
        {
            await stop.CancelAsync();
            await up;
        }
    }

    private async Task UpAsync(long limit, CancellationTokenSource idle, CancellationTokenSource stop)
    {
        try
        {
            await CarryAsync(client, server, limit, idle, stop.Token);
            server.Socket.Shutdown(SocketShutdown.Send);
        }
        catch (CarriedTooMuchException)
        {
            await stop.CancelAsync();
            throw;
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
            // Without its client the other direction has no purpose.
            await stop.CancelAsync();
        }
    }

    private async Task CarryAsync(
        NetworkStream from,
        NetworkStream to,
        long limit,
        CancellationTokenSource idle,
        CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            int read;
            while ((read = await from.ReadAsync(buffer, cancellationToken)) > 0)
            {
                idle.CancelAfter(options.TunnelIdleTimeout);
                if (Interlocked.Add(ref carried, read) > options.TunnelMaxBytes)
                {
                    throw new CarriedTooMuchException(
                        $"The connection carried more than {options.TunnelMaxBytes} bytes and was cut.");
                }

                if (!bytes.TryTake(read))
                {
                    throw new CarriedTooMuchException(
                        $"The session carried more than {options.MaxBytesPerHour} bytes in an hour; the connection was"
                        + " cut.");
                }

                var passed = (int)Math.Min(read, limit);
                limit -= passed;
                await to.WriteAsync(buffer.AsMemory(0, passed), cancellationToken);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
