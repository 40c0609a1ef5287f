using System.Globalization;
using System.Text.Json;

namespace TmuxBuilder.Hosting.Events;

/// <summary>Reads the records of a batch, all before the first is handled.</summary>
internal static class QueueRecords
{
    /// <exception cref="MalformedEventException">A record is not one of a queue's, or has no id.</exception>
    public static List<(QueueMessage Message, bool IsOrdered)> Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        if (!reader.NextArray("Records"))
        {
            return [];
        }

        var records = new List<(QueueMessage, bool)>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                throw JsonParts.Wrong("Records[]", "an object");
            }

            var message = ReadRecord(ref reader);
            records.Add((message, message.QueueArn.EndsWith(".fifo", StringComparison.Ordinal)));
        }

        return records;
    }

    private static QueueMessage ReadRecord(ref Utf8JsonReader reader)
    {
        string? id = null, body = null, arn = null, source = null;
        var received = 1;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("messageId"u8))
            {
                id = reader.NextString("Records[].messageId");
            }
            else if (reader.ValueTextEquals("body"u8))
            {
                body = reader.NextString("Records[].body");
            }
            else if (reader.ValueTextEquals("eventSourceARN"u8))
            {
                arn = reader.NextString("Records[].eventSourceARN");
            }
            else if (reader.ValueTextEquals("eventSource"u8))
            {
                source = reader.NextString("Records[].eventSource");
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

        return source == "aws:sqs"
            ? new QueueMessage(id ?? throw Missing("messageId"), body ?? throw Missing("body"), arn ?? "", received)
            : throw JsonParts.Wrong("Records[].eventSource", "aws:sqs");
    }

    private static int ReadReceiveCount(ref Utf8JsonReader reader)
    {
        var received = 1;
        if (!reader.NextObject("Records[].attributes"))
        {
            return received;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!reader.ValueTextEquals("ApproximateReceiveCount"u8))
            {
                reader.SkipNext();
            }
            else if (int.TryParse(
                reader.NextString("Records[].attributes.ApproximateReceiveCount"),
                CultureInfo.InvariantCulture,
                out var count))
            {
                received = count;
            }
        }

        return received;
    }

    private static MalformedEventException Missing(string name) => new($"'Records[].{name}' is missing.");
}
