using System.Buffers;
using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using TmuxBuilder.Core.Terminals;

namespace TmuxBuilder.Sockets.Terminal;

/// <summary>The <c>terminal</c> frames, which are no log entries and are kept nowhere.</summary>
internal static class TerminalFrames
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(TerminalEvent happened)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var writer = new Utf8JsonWriter(buffer, Options);
        writer.WriteStartObject();
        writer.WriteString("type"u8, "terminal"u8);
        switch (happened)
        {
            case TerminalEvent.Screen(var columns, var rows, var text):
                writer.WriteString("event"u8, "screen"u8);
                writer.WriteNumber("columns"u8, columns);
                writer.WriteNumber("rows"u8, rows);
                writer.WriteString("text"u8, text);
                break;
            case TerminalEvent.Output(var text):
                writer.WriteString("event"u8, "output"u8);
                writer.WriteString("text"u8, text);
                break;
            case TerminalEvent.State(var running, var by, var mine):
                writer.WriteString("event"u8, "state"u8);
                writer.WriteBoolean("running"u8, running);
                writer.WriteString("taken_over_by"u8, by);
                writer.WriteBoolean("mine"u8, mine);
                break;
            default:
                throw new UnreachableException($"No frame for {happened}.");
        }

        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
