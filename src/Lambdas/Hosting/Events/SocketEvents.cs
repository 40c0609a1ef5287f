using System.Collections.Frozen;
using System.Text.Json;
using TmuxBuilder.Hosting.Runtime;

namespace TmuxBuilder.Hosting.Events;

/// <summary>Answers events of a WebSocket API.</summary>
internal sealed class SocketEvents(Func<SocketEvent, CancellationToken, Task<SocketAnswer>> handler)
{
    /// <exception cref="MalformedEventException">The event says too little.</exception>
    public void Handle(LambdaEvent current, Deadline deadline, Outgoing answer)
    {
        var said = handler(EventOf(current), deadline.Token).GetAwaiter().GetResult();
        using var json = new Utf8JsonWriter(answer);
        json.WriteStartObject();
        json.WriteNumber("statusCode"u8, said.Status);
        if (said.Subprotocol is { } subprotocol)
        {
            json.WriteStartObject("headers"u8);
            json.WriteString("Sec-WebSocket-Protocol"u8, subprotocol);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static SocketEvent EventOf(LambdaEvent current)
    {
        var context = current.Context;
        return new SocketEvent(
            context.ConnectionId!,
            context.EventType switch
            {
                "CONNECT" => SocketEventType.Connect,
                "MESSAGE" => SocketEventType.Message,
                "DISCONNECT" => SocketEventType.Disconnect,
                _ => throw JsonParts.Wrong("requestContext.eventType", "CONNECT, MESSAGE or DISCONNECT"),
            },
            context.RouteKey ?? "$default",
            context.RequestId,
            context.SourceIp,
            current.Headers.ToDictionary(
                header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            QueryOf(current.Query.Span),
            current.DecodeBody(),
            current.IsBase64);
    }

    private static IReadOnlyDictionary<string, string> QueryOf(ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty)
        {
            return FrozenDictionary<string, string>.Empty;
        }

        var query = new Dictionary<string, string>();
        var reader = new Utf8JsonReader(json);
        if (reader.NextObject("queryStringParameters"))
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = JsonParts.Decode(in reader, "queryStringParameters");
                query[name] = reader.NextString("queryStringParameters") ?? "";
            }
        }

        return query;
    }
}
