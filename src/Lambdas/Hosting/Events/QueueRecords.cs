using System.Globalization;
using System.Text.Json;

namespace TmuxBuilder.Hosting.Events;

/// <summary>
/// Reads the records of a batch, all before the first is handled. What is wrong with one is no other's fault.
/// </summary>
internal static class QueueRecords
{
    /// <exception cref="MalformedEventException">The records are no array, or another service's.</exception>
    public static List<QueueRecord> Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        if (!reader.NextArray("Records"))
        {
            return [];
        }

        var records = new List<QueueRecord>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            records.Add(reader.TokenType == JsonTokenType.StartObject
                ? ReadRecord(ref reader)
                : Skipped(ref reader, "Records[] has something that is no object."));
        }

        return records;
    }

    private static QueueRecord Skipped(ref Utf8JsonReader reader, string fault)
    {
        reader.Skip();
        return new QueueRecord(null, null, fault);
    }

    private static QueueRecord ReadRecord(ref Utf8JsonReader reader)
    {
        string? id = null, body = null, arn = null, source = null;
        var received = 1;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("messageId"u8))
            {
                id = NextText(ref reader);
            }
            else if (reader.ValueTextEquals("body"u8))
            {
                body = NextText(ref reader);
            }
            else if (reader.ValueTextEquals("eventSourceARN"u8))
            {
                arn = NextText(ref reader);
            }
            else if (reader.ValueTextEquals("eventSource"u8))
            {
                source = NextText(ref reader);
            }
            else if (reader.ValueTextEquals("attributes"u8))
            {
                received = ReadReceiveCount(ref reader);
            }
            else
            {
                reader.SkipNext();
            }
        }

        return (id, body, source) switch
        {
            (null, _, not (null or "aws:sqs")) => throw JsonParts.Wrong("Records[].eventSource", "aws:sqs"),
            (null, _, _) => new QueueRecord(null, null, "a record has no messageId."),
            (_, null, _) => new QueueRecord(id, null, "its body is missing."),
            (_, _, not "aws:sqs") => new QueueRecord(id, null, "its eventSource is not aws:sqs."),
            _ => new QueueRecord(id, new QueueMessage(id, body, arn ?? "", received), null),
        };
    }

    /// <summary>The string that follows; what is none counts as missing.</summary>
    private static string? NextText(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return null;
        }

        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair is no text.
            return null;
        }
    }

    private static int ReadReceiveCount(ref Utf8JsonReader reader)
    {
        var received = 1;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return received;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!reader.ValueTextEquals("ApproximateReceiveCount"u8))
            {
                reader.SkipNext();
            }
            else if (int.TryParse(NextText(ref reader), CultureInfo.InvariantCulture, out var count))
            {
                received = count;
            }
        }

        return received;
    }
}
