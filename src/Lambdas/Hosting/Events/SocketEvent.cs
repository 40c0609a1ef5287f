namespace TmuxBuilder.Hosting.Events;

/// <summary>Something happened on a connection of a WebSocket API.</summary>
/// <param name="ConnectionId">The connection, as the management API calls it.</param>
/// <param name="RouteKey"><c>$connect</c>, <c>$disconnect</c>, <c>$default</c>, or a route of one's own.</param>
/// <param name="RequestId">The gateway's name for this event.</param>
/// <param name="SourceIp">Where the client connects from.</param>
/// <param name="Headers">Those of the client's request; only a connect has all of them.</param>
/// <param name="Query">The query of the client's request, decoded; only a connect has it.</param>
/// <param name="Body">The message's bytes, which belong to the host again once the event is answered.</param>
/// <param name="IsBinary">The message is a binary one.</param>
public sealed record SocketEvent(
    string ConnectionId,
    SocketEventType Type,
    string RouteKey,
    string? RequestId,
    string? SourceIp,
    IReadOnlyDictionary<string, string> Headers,
    IReadOnlyDictionary<string, string> Query,
    ReadOnlyMemory<byte> Body,
    bool IsBinary);
