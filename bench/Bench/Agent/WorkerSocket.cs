using System.Net.Sockets;
using System.Text;

namespace TmuxBuilder.Bench.Agent;

/// <summary>Speaks to the worker as an agent's scripts do.</summary>
internal static class WorkerSocket
{
    private const string Done = "exit 0";

    /// <summary>Hands a request over and waits for nothing.</summary>
    public static async Task SayAsync(string path, CancellationToken cancellationToken, params string[] request)
    {
        using var connection = await SendAsync(path, request, cancellationToken);
        connection.Shutdown(SocketShutdown.Send);
    }

    /// <summary>Hands a request over and returns its lines once it is done.</summary>
    /// <exception cref="InvalidOperationException">It was not done well.</exception>
    public static async Task<IReadOnlyList<string>> AskAsync(
        string path, CancellationToken cancellationToken, params string[] request)
    {
        using var connection = await SendAsync(path, request, cancellationToken);
        using var reader = new StreamReader(new NetworkStream(connection));
        connection.Shutdown(SocketShutdown.Send);
        var lines = new List<string>();
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            lines.Add(line);
        }

        return lines is [.. var said, Done]
            ? said
            : throw new InvalidOperationException($"The worker said: {string.Join(" | ", lines)}");
    }

    private static async Task<Socket> SendAsync(string path, string[] request, CancellationToken cancellationToken)
    {
        var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await connection.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
        await connection.SendAsync(Encoding.UTF8.GetBytes(string.Join('\0', request)), cancellationToken);
        return connection;
    }
}
