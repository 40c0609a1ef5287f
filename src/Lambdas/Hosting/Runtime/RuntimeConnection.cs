using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace TmuxBuilder.Hosting.Runtime;

/// <summary>
/// One blocking socket to the Runtime API, one request on it at a time. No client of HTTP is behind it: a connection to
/// the same machine needs no pool, no continuation and no second thread, and all of them cost.
/// </summary>
internal sealed class RuntimeConnection(string address) : IDisposable
{
    private byte[] buffer = new byte[16 << 10];
    private Socket? socket;

    /// <summary>Sends a whole request at once and waits for its answer, for as long as it takes.</summary>
    /// <exception cref="RuntimeGoneException">There is nobody who answers.</exception>
    public Reply Exchange(ReadOnlySpan<byte> request)
    {
        try
        {
            // A connection that was idle may have been closed meanwhile, which shows only now: before any byte of an
            // answer came, the same may be said on a new one.
            if (socket is not null && TryExchange(socket, request) is { } reply)
            {
                return reply;
            }

            Dispose();
            socket = Connect();
            return TryExchange(socket, request)
                ?? throw new RuntimeGoneException("The Runtime API closed the connection without an answer.");
        }
        catch (SocketException failure)
        {
            throw new RuntimeGoneException($"The Runtime API at {address} is gone: {failure.Message}", failure);
        }
    }

    public void Dispose()
    {
        socket?.Dispose();
        socket = null;
    }

    private Reply? TryExchange(Socket connection, ReadOnlySpan<byte> request)
    {
        var filled = 0;
        try
        {
            while (!request.IsEmpty)
            {
                request = request[connection.Send(request)..];
            }

            filled = connection.Receive(buffer);
        }
        catch (SocketException)
        {
            return null;
        }

        return filled == 0 ? null : Read(connection, filled);
    }

    private Reply Read(Socket connection, int filled)
    {
        int end;
        while ((end = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8)) < 0)
        {
            Receive(connection, ref filled);
        }

        var head = ReplyHead.Parse(buffer.AsSpan(0, end));
        var start = end + 4;
        var body = head.IsChunked ? ReadChunks(connection, start, filled) : ReadLength(connection, head, start, filled);
        if (head.IsLast)
        {
            Dispose();
        }

        return new Reply(head, body);
    }

    private Memory<byte> ReadLength(Socket connection, ReplyHead head, int start, int filled)
    {
        var length = head.ContentLength ?? 0;
        if (buffer.Length - start < length)
        {
            Array.Resize(ref buffer, checked(start + length));
        }

        while (filled - start < length)
        {
            Receive(connection, ref filled);
        }

        return buffer.AsMemory(start, length);
    }

    private Memory<byte> ReadChunks(Socket connection, int start, int filled)
    {
        var chunks = new Chunks(start);
        chunks.Advance(buffer.AsSpan(0, filled));
        while (!chunks.IsWhole)
        {
            Receive(connection, ref filled);
            chunks.Advance(buffer.AsSpan(0, filled));
        }

        return buffer.AsMemory(start, chunks.End - start);
    }

    private void Receive(Socket connection, ref int filled)
    {
        if (filled == buffer.Length)
        {
            Array.Resize(ref buffer, checked(buffer.Length * 2));
        }

        var received = connection.Receive(buffer.AsSpan(filled));
        filled += received > 0
            ? received
            : throw new RuntimeGoneException("The Runtime API closed the connection in the middle of an answer.");
    }

    private Socket Connect()
    {
        var colon = address.LastIndexOf(':');
        var host = colon < 0 ? address : address[..colon];
        var port = colon < 0 ? 80 : int.Parse(address.AsSpan(colon + 1), CultureInfo.InvariantCulture);
        var ip = IPAddress.TryParse(host, out var literal) ? literal : Dns.GetHostAddresses(host)[0];
        var connection = new Socket(ip.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            connection.Connect(new IPEndPoint(ip, port));
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
