using System.Net.Sockets;
using System.Text;

namespace TmuxBuilder.DemoAgent.Wire;

/// <summary>Sends one request to the worker over its socket, as docs/agent-protocol.md says.</summary>
internal sealed class WorkerSocket(string path, TimeProvider time)
{
    private const int MaxAnswer = 64 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Whether the worker took the request: it answered with an exit status.</summary>
    public async Task<bool> SendAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), either.Token);
            for (var sent = 0; sent < request.Length;)
            {
                sent += await socket.SendAsync(request[sent..], either.Token);
            }

            socket.Shutdown(SocketShutdown.Send);
            return HasExit(await ReadAsync(socket, either.Token));
        }
        catch (SocketException)
        {
            return false;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return false;
        }
    }

    private static async Task<string> ReadAsync(Socket socket, CancellationToken cancellationToken)
    {
        var answer = new byte[MaxAnswer];
        var length = 0;
        while (length < MaxAnswer)
        {
            var count = await socket.ReceiveAsync(answer.AsMemory(length), cancellationToken);
            if (count == 0)
            {
                break;
            }

            length += count;
        }

        return Encoding.UTF8.GetString(answer, 0, length);
    }

    private static bool HasExit(string answer) =>
        answer.TrimEnd('\n').Split('\n')[^1].StartsWith("exit ", StringComparison.Ordinal);
}
