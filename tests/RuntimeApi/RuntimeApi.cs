using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TmuxBuilder.Testing;

/// <summary>
/// AWS Lambda's Runtime API on a loopback socket, as far as functions see it: it hands out one event at a time and
/// takes what becomes of it. Everything happens on the caller's thread, so that nothing of it is in what is measured.
/// </summary>
public sealed class RuntimeApi : IDisposable
{
    private const string Version = "/2018-06-01/runtime";

    // Longer than anything here takes; a function that hangs becomes a failure that says so.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> connections = [];
    private byte[] buffer = new byte[64 << 10];
    private Socket? asking;
    private int invocations;

    public RuntimeApi()
    {
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
    }

    /// <summary>What the function finds in <c>AWS_LAMBDA_RUNTIME_API</c>.</summary>
    public string Address => listener.LocalEndPoint!.ToString()!;

    /// <summary>How many connections were opened.</summary>
    public int Connections { get; private set; }

    /// <summary>Waits until the function asks for an event.</summary>
    /// <exception cref="InvalidOperationException">It said something else.</exception>
    public void AwaitNext()
    {
        if (asking is null && Receive() is { } said)
        {
            throw new InvalidOperationException($"The function posted to {said.Path}: {said.Text}");
        }
    }

    /// <summary>Hands out an event, once the function asks for one, and returns what became of it.</summary>
    public Outcome Invoke(byte[] json, Delivery? delivery = null)
    {
        AwaitNext();
        Deliver(json, delivery ?? Delivery.Plain);
        return AwaitPost();
    }

    /// <inheritdoc cref="Invoke(byte[], Delivery?)"/>
    public Outcome Invoke(string json, Delivery? delivery = null) => Invoke(Encoding.UTF8.GetBytes(json), delivery);

    /// <summary>Waits for what the function posts, which it does unasked only when it cannot start.</summary>
    public Outcome AwaitPost() =>
        Receive() ?? throw new InvalidOperationException("The function asked for an event instead of ending one.");

    /// <summary>Hands out an event to a function that asks, and does not wait.</summary>
    public void Deliver(byte[] json, Delivery delivery)
    {
        var connection = asking ?? throw new InvalidOperationException("Nobody asks for an event.");
        asking = null;
        var head = EventReply.Head(++invocations, json.Length, delivery);
        if (delivery is { ChunkSize: null, PacketSize: null, SplitAt: null })
        {
            // Not copied together first: what this costs would be in what is measured.
            connection.Send([head, json]);
        }
        else
        {
            Send(connection, [.. head, .. EventReply.Body(json, delivery.ChunkSize)], delivery);
        }

        if (delivery.SaysClose)
        {
            Close(connection);
        }
    }

    /// <summary>Says anything at all to a function that asks for an event.</summary>
    public void DeliverRaw(string bytes)
    {
        var connection = asking ?? throw new InvalidOperationException("Nobody asks for an event.");
        asking = null;
        connection.Send(Encoding.Latin1.GetBytes(bytes));
        Close(connection);
    }

    /// <summary>Closes the connection the function waits on, as if it had been idle for too long.</summary>
    public void Hang()
    {
        AwaitNext();
        Close(asking!);
        asking = null;
    }

    public void Dispose()
    {
        listener.Dispose();
        connections.ForEach(connection => connection.Dispose());
    }

    private static void Send(Socket connection, byte[] bytes, Delivery delivery)
    {
        var first = Math.Min(delivery.SplitAt ?? delivery.PacketSize ?? bytes.Length, bytes.Length);
        connection.Send(bytes.AsSpan(0, first));
        for (var sent = first; sent < bytes.Length;)
        {
            var length = Math.Min(delivery.PacketSize ?? bytes.Length, bytes.Length - sent);
            sent += connection.Send(bytes.AsSpan(sent, length));
        }
    }

    /// <summary>Takes the next request: remembers who asks for an event, or returns what was posted.</summary>
    private Outcome? Receive()
    {
        while (true)
        {
            var connection = AwaitReadable();
            var filled = 0;
            int end;
            while ((end = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8)) < 0 && Fill(connection, ref filled))
            {
            }

            if (end < 0)
            {
                Close(connection);
                continue;
            }

            var head = Encoding.Latin1.GetString(buffer, 0, end).Split("\r\n");
            var request = head[0].Split(' ');
            if (request[0] == "GET")
            {
                asking = request[1] == $"{Version}/invocation/next"
                    ? connection
                    : throw new InvalidOperationException($"There is no {head[0]}.");
                return null;
            }

            var length = int.Parse(Header(head, "Content-Length") ?? "0", CultureInfo.InvariantCulture);
            while (filled < end + 4 + length && Fill(connection, ref filled))
            {
            }

            var outcome = new Outcome(
                request[1][Version.Length..],
                Header(head, "Lambda-Runtime-Function-Error-Type"),
                buffer.AsSpan(end + 4, length).ToArray());
            connection.Send("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n"u8);
            return outcome;
        }
    }

    private static string? Header(string[] head, string name)
    {
        var line = head.FirstOrDefault(one => one.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase));
        return line?[(name.Length + 1)..].Trim();
    }

    private Socket AwaitReadable()
    {
        while (true)
        {
            List<Socket> readable = [listener, .. connections];
            Socket.Select(readable, null, null, Patience);
            if (readable.Find(socket => socket != listener) is { } connection)
            {
                return connection;
            }

            if (readable.Count == 0)
            {
                throw new TimeoutException("The function says nothing.");
            }

            var accepted = listener.Accept();
            accepted.NoDelay = true;
            connections.Add(accepted);
            Connections++;
        }
    }

    private bool Fill(Socket connection, ref int filled)
    {
        if (filled == buffer.Length)
        {
            Array.Resize(ref buffer, buffer.Length * 2);
        }

        try
        {
            var received = connection.Receive(buffer.AsSpan(filled));
            filled += received;
            return received > 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void Close(Socket connection)
    {
        connections.Remove(connection);
        connection.Dispose();
    }
}
