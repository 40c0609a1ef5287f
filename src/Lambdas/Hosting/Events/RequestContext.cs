using System.Text.Json;

namespace TmuxBuilder.Hosting.Events;

/// <summary>What a gateway says of a request beside what the client sent.</summary>
internal sealed class RequestContext
{
    public string? RequestId { get; private set; }

    public string? Stage { get; private set; }

    public string? DomainName { get; private set; }

    /// <summary>The connection of a WebSocket API; nothing else has one.</summary>
    public string? ConnectionId { get; private set; }

    public string? EventType { get; private set; }

    public string? RouteKey { get; private set; }

    public bool HasHttp { get; private set; }

    public string? Method { get; private set; }

    public string? Path { get; private set; }

    public string? Protocol { get; private set; }

    public string? SourceIp { get; private set; }

    public void Clear()
    {
        RequestId = Stage = DomainName = ConnectionId = EventType = RouteKey = null;
        Method = Path = Protocol = SourceIp = null;
        HasHttp = false;
    }

    /// <summary>Reads the object that is the value of the property at hand.</summary>
    public void Read(ref Utf8JsonReader reader)
    {
        if (!reader.NextObject("requestContext"))
        {
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadProperty(ref reader);
        }
    }

    private void ReadProperty(ref Utf8JsonReader reader)
    {
        var name = reader.ValueSpan;
        switch (name.Length)
        {
            case 4 when name.SequenceEqual("http"u8):
                ReadHttp(ref reader);
                break;
            case 5 when name.SequenceEqual("stage"u8):
                Stage = reader.NextString("requestContext.stage");
                break;
            case 8 when name.SequenceEqual("identity"u8):
                ReadIdentity(ref reader);
                break;
            case 8 when name.SequenceEqual("routeKey"u8):
                RouteKey = reader.NextString("requestContext.routeKey");
                break;
            case 9 when name.SequenceEqual("requestId"u8):
                RequestId = reader.NextString("requestContext.requestId");
                break;
            case 9 when name.SequenceEqual("eventType"u8):
                EventType = reader.NextString("requestContext.eventType");
                break;
            case 10 when name.SequenceEqual("domainName"u8):
                DomainName = reader.NextString("requestContext.domainName");
                break;
            case 12 when name.SequenceEqual("connectionId"u8):
                ConnectionId = reader.NextString("requestContext.connectionId");
                break;
            default:
                reader.SkipNext();
                break;
        }
    }

    private void ReadHttp(ref Utf8JsonReader reader)
    {
        if (!reader.NextObject("requestContext.http"))
        {
            return;
        }

        HasHttp = true;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            switch (name.Length)
            {
                case 4 when name.SequenceEqual("path"u8):
                    Path = reader.NextString("requestContext.http.path");
                    break;
                case 6 when name.SequenceEqual("method"u8):
                    Method = reader.NextString("requestContext.http.method");
                    break;
                case 8 when name.SequenceEqual("protocol"u8):
                    Protocol = reader.NextString("requestContext.http.protocol");
                    break;
                case 8 when name.SequenceEqual("sourceIp"u8):
                    SourceIp = reader.NextString("requestContext.http.sourceIp");
                    break;
                default:
                    reader.SkipNext();
                    break;
            }
        }
    }

    private void ReadIdentity(ref Utf8JsonReader reader)
    {
        if (!reader.NextObject("requestContext.identity"))
        {
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("sourceIp"u8))
            {
                SourceIp = reader.NextString("requestContext.identity.sourceIp");
            }
            else
            {
                reader.SkipNext();
            }
        }
    }
}
