using System.Buffers;
using System.Text;
using System.Text.Json;
using TmuxBuilder.Core.Text;

namespace TmuxBuilder.Core.Activity;

/// <summary>An entry's value, as JSON text.</summary>
internal static class EntryData
{
    /// <summary>A text as JSON, redacted.</summary>
    public static string OfText(string text) =>
        Write(text, static (writer, value) => writer.WriteStringValue(value));

    /// <summary>
    /// The text a JSON value is, when it is a string; <see langword="null"/> for other JSON. No JSON is text too.
    /// </summary>
    public static string? TextOf(string json)
    {
        if (!TryParse(json, out var document))
        {
            return json;
        }

        using (document)
        {
            return document!.RootElement.ValueKind == JsonValueKind.String ? document.RootElement.GetString() : null;
        }
    }

    /// <summary>A value that is no text, with every text in it redacted; as text, cut, when it is too long.</summary>
    public static string Redact(string json)
    {
        if (!TryParse(json, out var document))
        {
            return OfText(ActivityText.Redact(json));
        }

        using (document)
        {
            var redacted = Write(document!.RootElement, WriteRedacted);
            return Encoding.UTF8.GetByteCount(redacted) <= ActivityLimits.MaxStructuredData
                ? redacted
                : OfText(ActivityText.Redact(redacted.PadRight(ActivityLimits.MaxText)));
        }
    }

    private static bool TryParse(string json, out JsonDocument? document)
    {
        document = null;
        try
        {
            document = JsonDocument.Parse(json);
            ReadAll(document.RootElement);
            return true;
        }
        catch (Exception exception)
            when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            // Half of a surrogate pair cannot be read as UTF-8; written as an escape it is found when its text is read.
            document?.Dispose();
            document = null;
            return false;
        }
    }

    private static void ReadAll(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                {
                    _ = property.Name;
                    ReadAll(property.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    ReadAll(item);
                }

                break;
            case JsonValueKind.String:
                _ = value.GetString();
                break;
            default:
                break;
        }
    }

    private static void WriteRedacted(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in value.EnumerateObject())
                {
                    WriteRedacted(writer, property);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    WriteRedacted(writer, item);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(ActivityText.Redact(value.GetString()!));
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private static void WriteRedacted(Utf8JsonWriter writer, JsonProperty property)
    {
        writer.WritePropertyName(ActivityText.Redact(property.Name));
        if (SecretRedactor.IsSecretName(property.Name)
            && property.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
        {
            writer.WriteStringValue(SecretRedactor.Mark);
        }
        else
        {
            WriteRedacted(writer, property.Value);
        }
    }

    private static string Write<T>(T value, Action<Utf8JsonWriter, T> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, FrameJson.Options))
        {
            write(writer, value);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
