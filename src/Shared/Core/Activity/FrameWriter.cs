using System.Buffers;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using TmuxBuilder.Core.Connections;

namespace TmuxBuilder.Core.Activity;

/// <summary>Writes entries as the frames of the socket protocol.</summary>
public static class FrameWriter
{
    /// <summary>The live frame of an entry for a connection; <see langword="null"/> when it may not see it.</summary>
    public static Frame? Live(Connection connection, ActivityEntry entry) => Live(connection.Audience, entry);

    /// <summary>The live frame of an entry for this audience; <see langword="null"/> when it may not see it.</summary>
    public static Frame? Live(Audience audience, ActivityEntry entry) =>
        entry.Entry.Visible || audience.SeesRaw
            ? new Frame(entry.Entry.Visible ? entry.Seq : null, Entry(audience, entry, ActivityLimits.MaxFrame))
            : null;

    /// <summary>
    /// An entry as a JSON object in UTF-8. Text that does not fit is cut between two characters and the object says
    /// <c>"truncated":true</c>. What a share is given holds the guid nowhere, and no cost.
    /// </summary>
    public static byte[] Entry(Audience audience, ActivityEntry entry, int maxBytes)
    {
        var said = Said.To(audience, entry.Entry);
        var frame = Write(audience, entry, said, truncated: false);
        if (frame.Length > maxBytes)
        {
            // Room for the mark is taken from the text, so that the second writing always fits.
            var mark = ",\"truncated\":true"u8.Length;
            frame = Write(audience, entry, said.CutBy(frame.Length + mark - maxBytes), truncated: true);
            Debug.Assert(frame.Length <= maxBytes, "A cut frame is still too long.");
        }

        return frame;
    }

    private static byte[] Write(Audience audience, ActivityEntry entry, Said said, bool truncated)
    {
        using var scratch = FrameBuffer.Rent();
        var writer = scratch.Writer;
        writer.WriteStartObject();
        writer.WriteNumber(entry.Entry.Visible ? "seq"u8 : "after"u8, entry.Seq);
        writer.WriteString("type"u8, Scrub.For(audience, entry.Entry.Type));
        writer.WriteString("guid"u8, audience.PublicId);
        writer.WriteString("message"u8, said.Message);
        writer.WritePropertyName("data"u8);
        writer.WriteRawValue(said.DataJson, skipInputValidation: true);
        writer.WriteString("timestamp"u8, ToMilliseconds(entry.Entry.Timestamp));
        if (entry.Entry.Turn is { } turn)
        {
            writer.WriteString("turn_id"u8, turn.Value);
        }
        else
        {
            writer.WriteNull("turn_id"u8);
        }

        if (entry.Entry.TraceId is { } trace)
        {
            writer.WriteString("request_id"u8, Scrub.For(audience, trace));
        }

        if (truncated)
        {
            writer.WriteBoolean("truncated"u8, true);
        }

        writer.WriteEndObject();
        writer.Flush();
        return scratch.Written.ToArray();
    }

    private static DateTime ToMilliseconds(DateTimeOffset at)
    {
        var utc = at.UtcDateTime;
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMillisecond));
    }

    /// <summary>The two parts of an entry that can be long, as an audience is told them.</summary>
    private readonly record struct Said(string Message, string DataJson)
    {
        public static Said To(Audience audience, NewEntry entry) =>
            !audience.SeesRaw || entry.RawMessage is not { } raw
                ? new Said(
                    Scrub.For(audience, entry.Message),
                    UsageCost.For(audience, entry.Type, Scrub.For(audience, entry.DataJson)))
                : new Said(raw, entry.DataJson.StartsWith('"') ? EntryData.OfText(raw) : entry.DataJson);

        /// <summary>The same, shorter by at least so many bytes as written: the longer part gives first.</summary>
        public Said CutBy(int excess)
        {
            var text = EntryData.TextOf(DataJson);
            var message = JsonLength(Message);
            var data = text is null ? 0 : JsonLength(text);
            var keep = Math.Max(0, message + data - excess);
            var keepMessage = Math.Min(message, Math.Max(keep / 2, keep - data));
            var keepData = Math.Min(data, keep - keepMessage);
            return new Said(
                CutTo(Message, keepMessage), text is null ? DataJson : EntryData.OfText(CutTo(text, keepData)));
        }

        private static int JsonLength(string text) =>
            JsonEncodedText.Encode(text, FrameJson.Encoder).EncodedUtf8Bytes.Length;

        /// <summary>The longest beginning that is at most so many bytes as written in JSON.</summary>
        private static string CutTo(string text, int maxJsonBytes)
        {
            var utf8 = Encoding.UTF8.GetBytes(text);
            var written = ArrayPool<byte>.Shared.Rent(Math.Max(1, maxJsonBytes));
            try
            {
                FrameJson.Encoder.EncodeUtf8(utf8, written.AsSpan(0, maxJsonBytes), out var consumed, out _);
                return Encoding.UTF8.GetString(utf8, 0, consumed);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(written);
            }
        }
    }
}
