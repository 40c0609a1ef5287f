using System.Net.Sockets;

namespace TmuxBuilder.Gateway.Forward;

/// <summary>
/// Holds a tunnel to the host it was allowed for. Hosts share addresses with others: who asks there for another name
/// would be served by somebody nobody allowed. What is said once the connection is encrypted is not read.
/// </summary>
internal static class TlsGreeting
{
    /// <summary>All that the client said until then, or why the tunnel is not made; neither when it left.</summary>
    /// <param name="early">What it said along with its request.</param>
    public static async Task<(ReadOnlyMemory<byte>? Said, Refusal? Refusal)> ReadAsync(
        NetworkStream client,
        ReadOnlyMemory<byte> early,
        string host,
        TimeSpan limit,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var buffer = new byte[Math.Max(TlsHello.MaxBytes, early.Length)];
        early.CopyTo(buffer);
        var filled = early.Length;
        try
        {
            while (true)
            {
                var hello = TlsHello.Read(buffer.AsSpan(0, filled));
                if (hello.IsWhole || filled == buffer.Length)
                {
                    return host.Equals(hello.Host, StringComparison.OrdinalIgnoreCase)
                        ? (buffer.AsMemory(0, filled), null)
                        : (null, Refusal.OtherHost);
                }

                var read = await client.ReadAsync(buffer.AsMemory(filled), either.Token);
                if (read == 0)
                {
                    return (null, null);
                }

                filled += read;
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, Refusal.TooSlow);
        }
    }
}
