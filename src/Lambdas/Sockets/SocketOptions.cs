namespace TmuxBuilder.Sockets;

/// <summary>What an installation decides about its sockets.</summary>
public sealed record SocketOptions
{
    /// <summary>Origins of other sites whose pages may open sockets, such as <c>https://parent.example</c>.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>The time between two unsolicited <c>pong</c> frames; 30 seconds.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A client that has not taken a frame after this is cut off; 10 seconds.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The time a client has to answer a close before the connection is dropped; 2 seconds.</summary>
    public TimeSpan CloseGrace { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Frames kept for a client that has not taken them; others are read from the log again. 256.</summary>
    public int MaxQueuedFrames { get; init; } = 256;

    /// <summary>Bytes kept for a client that has not taken them yet; 512 KB.</summary>
    public int MaxQueuedBytes { get; init; } = 512 * 1024;

    /// <summary>Sockets one session may have; 200.</summary>
    public int MaxPerSession { get; init; } = 200;

    /// <summary>Those that its shares may have, so that a link that went round keeps no owner out; half.</summary>
    public int MaxOfShares => MaxPerSession / 2;

    /// <summary>Sockets one network address may have; 1,000.</summary>
    public int MaxPerAddress { get; init; } = 1000;

    /// <summary>Sockets one network address may ask for in a minute; 600.</summary>
    public int HandshakesPerMinute { get; init; } = 600;

    /// <summary>Tells a client's network address; without it, the connection's other end.</summary>
    public Func<HttpContext, string>? AddressOf { get; init; }
}
