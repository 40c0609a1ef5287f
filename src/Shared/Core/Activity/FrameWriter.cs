using System.Text.Json;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Connections;

namespace TmuxBuilder.Core.Activity;

/// <summary>Writes entries as the frames of the socket protocol.</summary>
public static class FrameWriter
{
    /// <summary>The live frame of an entry as this connection may see it; <see langword="null"/> when it may not.</summary>
    public static Frame? Live(Connection connection, ActivityEntry entry)
    {
        if (!entry.Entry.Visible && connection.Role != Role.Admin)
        {
            return null;
        }

        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteNumber("seq", entry.Seq);
            writer.WriteString("type", entry.Entry.Type);
            writer.WriteString("guid", connection.PublicId);
            writer.WriteString("message", entry.Entry.Message);
            writer.WritePropertyName("data");
            writer.WriteRawValue(entry.Entry.DataJson);
            writer.WriteString("timestamp", entry.Entry.Timestamp);
            writer.WriteEndObject();
        }

        return new Frame(entry.Seq, buffer.ToArray());
    }
}
