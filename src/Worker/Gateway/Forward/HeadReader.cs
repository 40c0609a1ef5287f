using System.Net.Sockets;

namespace TmuxBuilder.Gateway.Forward;

/// <summary>Reads from a connection until a head is whole.</summary>
internal static class HeadReader
{
    private const int MaxBytes = 16 * 1024;

    /// <summary>Returns what was read, or why that is refused; no head and no refusal when the client left.</summary>
    public static async Task<(Head? Head, Refusal? Refusal)> ReadAsync(
        NetworkStream client, TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await ReadAsync(client, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, Refusal.TooSlow);
        }
    }

    private static async Task<(Head? Head, Refusal? Refusal)> ReadAsync(
        NetworkStream client, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxBytes];
        var filled = 0;
        while (filled < MaxBytes)
        {
            var read = await client.ReadAsync(buffer.AsMemory(filled), cancellationToken);
            if (read == 0)
            {
                return (null, null);
            }

            // The end may straddle two reads.
            var from = Math.Max(0, filled - RequestHead.End.Length + 1);
            filled += read;
            if (buffer.AsSpan(from, filled - from).IndexOf(RequestHead.End) is >= 0 and var at)
            {
                return (new Head(buffer.AsMemory(0, filled), from + at + RequestHead.End.Length), null);
            }
        }

        return (null, Refusal.TooLong);
    }

    /// <param name="Bytes">All that was read.</param>
    /// <param name="End">Where in it the head ends.</param>
    internal sealed record Head(ReadOnlyMemory<byte> Bytes, int End);
}
