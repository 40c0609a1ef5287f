using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace TmuxBuilder.Hosting.Events;

/// <summary>
/// The event at hand, of whatever kind, read in one pass over the bytes it came in. Strings are made of what is always
/// needed; the rest is remembered by where it lies. Used again for every event.
/// </summary>
internal sealed class LambdaEvent
{
    private Memory<byte> json;
    private byte[] scratch = [];

    public EventKind Kind { get; private set; }

    /// <summary>What the sender says of the request as a whole.</summary>
    public RequestContext Context { get; } = new();

    public RequestHeaders Headers { get; } = new();

    public StringBuilder Cookies { get; } = new();

    public string? RawPath { get; private set; }

    public string? RawQuery { get; private set; }

    public string? Id { get; private set; }

    public string? DetailType { get; private set; }

    public string? Source { get; private set; }

    public DateTimeOffset? Time { get; private set; }

    private Slice BodySlice { get; set; }

    /// <summary>The body travels as base64, as everything does that is no text.</summary>
    public bool IsBase64 { get; private set; }

    private Slice QuerySlice { get; set; }

    private Slice RecordsSlice { get; set; }

    private Slice DetailSlice { get; set; }

    private bool IsPayloadVersion2 { get; set; }

    public ReadOnlyMemory<byte> Query => Bytes(QuerySlice);

    public ReadOnlyMemory<byte> Records => Bytes(RecordsSlice);

    public ReadOnlyMemory<byte> Detail => Bytes(DetailSlice);

    /// <summary>Reads an event and tells its kind. A part that a kind needs may still be missing.</summary>
    /// <exception cref="MalformedEventException">
    /// This is not JSON, or a part is of the wrong type. <see cref="Kind"/> tells what was seen until then.
    /// </exception>
    public void Read(Memory<byte> bytes)
    {
        Clear(bytes);
        try
        {
            var reader = new Utf8JsonReader(bytes.Span);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                throw new MalformedEventException("The event is not an object.");
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                ReadProperty(ref reader);
            }

            if (reader.Read())
            {
                throw new MalformedEventException("Something follows the event.");
            }
        }
        catch (JsonException broken)
        {
            throw new MalformedEventException("The event is not valid JSON.", broken);
        }
        finally
        {
            Kind = TellKind();
        }
    }

    /// <summary>The body's bytes; once an event.</summary>
    /// <exception cref="MalformedEventException">It is not the base64 it is said to be, or not text.</exception>
    public Memory<byte> DecodeBody()
    {
        var text = json.Slice(BodySlice.Start, BodySlice.Length);
        if (BodySlice.IsEscaped)
        {
            text = Unescape();
        }

        if (!IsBase64)
        {
            return text;
        }

        // To another place many bytes are decoded at once, which in place they are not.
        var decoded = BodySlice.IsEscaped ? text : Scratch(Base64.GetMaxDecodedFromUtf8Length(text.Length));
        var status = BodySlice.IsEscaped
            ? Base64.DecodeFromUtf8InPlace(decoded.Span, out var length)
            : Base64.DecodeFromUtf8(text.Span, decoded.Span, out _, out length);
        return status == OperationStatus.Done
            ? decoded[..length]
            : throw JsonParts.Wrong("body", "valid base64, though it is said to be");
    }

    private Memory<byte> Scratch(int length)
    {
        if (scratch.Length < length)
        {
            scratch = new byte[length];
        }

        return scratch.AsMemory(0, length);
    }

    private EventKind TellKind() => this switch
    {
        { RecordsSlice.IsEmpty: false } => EventKind.Queue,
        { Context.ConnectionId: not null } => EventKind.Socket,
        { Context.HasHttp: true } or { IsPayloadVersion2: true } => EventKind.Http,
        { DetailType: not null, Source: not null } => EventKind.Schedule,
        _ => EventKind.Unknown,
    };

    private void Clear(Memory<byte> bytes)
    {
        json = bytes;
        Kind = EventKind.Unknown;
        Context.Clear();
        Headers.Begin(bytes);
        Cookies.Clear();
        RawPath = RawQuery = Id = DetailType = Source = null;
        Time = null;
        BodySlice = QuerySlice = RecordsSlice = DetailSlice = default;
        IsBase64 = IsPayloadVersion2 = false;
    }

    private void ReadProperty(ref Utf8JsonReader reader)
    {
        var name = reader.ValueSpan;
        switch (name.Length)
        {
            case 2 when name.SequenceEqual("id"u8):
                Id = reader.NextString("id");
                break;
            case 4 when name.SequenceEqual("body"u8):
                BodySlice = reader.NextSlice("body");
                break;
            case 4 when name.SequenceEqual("time"u8):
                Time = reader.NextTime("time");
                break;
            case 6 when name.SequenceEqual("source"u8):
                Source = reader.NextString("source");
                break;
            case 6 when name.SequenceEqual("detail"u8):
                DetailSlice = Next(ref reader);
                break;
            case 7 when name.SequenceEqual("version"u8):
                IsPayloadVersion2 = reader.NextString("version") == "2.0";
                break;
            case 7 when name.SequenceEqual("rawPath"u8):
                RawPath = reader.NextString("rawPath");
                break;
            case 7 when name.SequenceEqual("headers"u8):
                ReadHeaders(ref reader);
                break;
            case 7 when name.SequenceEqual("cookies"u8):
                ReadCookies(ref reader);
                break;
            case 7 when name.SequenceEqual("Records"u8):
                RecordsSlice = Next(ref reader);
                break;
            case 11 when name.SequenceEqual("detail-type"u8):
                DetailType = reader.NextString("detail-type");
                break;
            case 14 when name.SequenceEqual("requestContext"u8):
                Context.Read(ref reader);
                break;
            case 14 when name.SequenceEqual("rawQueryString"u8):
                RawQuery = reader.NextString("rawQueryString");
                break;
            case 15 when name.SequenceEqual("isBase64Encoded"u8):
                reader.Read();
                IsBase64 = reader.TokenType is JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null
                    ? reader.TokenType == JsonTokenType.True
                    : throw JsonParts.Wrong("isBase64Encoded", "a boolean");
                break;
            case 21 when name.SequenceEqual("queryStringParameters"u8):
                QuerySlice = Next(ref reader);
                break;
            default:
                reader.SkipNext();
                break;
        }
    }

    private void ReadHeaders(ref Utf8JsonReader reader)
    {
        if (!reader.NextObject("headers"))
        {
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = HeaderNames.Get(in reader);
            var value = reader.NextSlice("headers");
            if (reader.TokenType == JsonTokenType.Null || name.Length == 0)
            {
                continue;
            }

            // What is wrong with a value is said before any handler runs.
            if (!value.IsEscaped && Utf8.IsValid(reader.ValueSpan))
            {
                Headers.Append(name, value);
            }
            else
            {
                Headers.Append(name, JsonParts.Decode(in reader, "headers"));
            }
        }
    }

    private void ReadCookies(ref Utf8JsonReader reader)
    {
        if (!reader.NextArray("cookies"))
        {
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Cookies.Append(Cookies.Length == 0 ? "" : "; ").Append(JsonParts.Text(in reader, "cookies"));
        }
    }

    private Memory<byte> Unescape()
    {
        var unescaped = Scratch(BodySlice.Length);

        // With its quotes it is a document of its own, which a reader takes the escapes out of.
        var reader = new Utf8JsonReader(json.Span.Slice(BodySlice.Start - 1, BodySlice.Length + 2));
        reader.Read();
        try
        {
            return unescaped[..reader.CopyString(unescaped.Span)];
        }
        catch (InvalidOperationException broken)
        {
            throw new MalformedEventException("'body' is not valid UTF-8.", broken);
        }
    }

    private ReadOnlyMemory<byte> Bytes(Slice slice) => json.Slice(slice.Start, slice.Length);

    private static Slice Next(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.Null ? default : Slice.OfValue(ref reader);
    }
}
