using System.Globalization;
using System.Text.Json;

namespace TmuxBuilder.Sockets.Protocol;

/// <summary>What a client said: an action, or why it is none.</summary>
/// <param name="Since">The number a history is asked from; <see langword="null"/> for the newest 500 entries.</param>
public readonly record struct ClientFrame(ClientAction Action, long? Since, FrameFault Fault)
{
    /// <summary>Characters that may be typed by one frame.</summary>
    public const int MaxInput = 8192;

    /// <summary>Frames over this many bytes close the socket.</summary>
    public const int MaxBytes = 32 * 1024;

    /// <summary>What is nested deeper is no frame of ours.</summary>
    private const int MaxDepth = 8;

    /// <summary>What is to be typed; only of <see cref="ClientAction.Input"/>.</summary>
    public string? Text { get; init; }

    /// <summary>Only of <see cref="ClientAction.Resize"/>.</summary>
    public int Columns { get; init; }

    /// <summary>Only of <see cref="ClientAction.Resize"/>.</summary>
    public int Rows { get; init; }

    /// <summary>Only admins may ask for it.</summary>
    public bool IsOfTerminal => Action >= ClientAction.Terminal;

    public static readonly ClientFrame Binary = Bad(FrameFault.Binary);

    /// <summary>The history that a socket's address asks for; without a number that of the newest entries.</summary>
    /// <param name="since">The parameter's text, if there is one.</param>
    public static ClientFrame Opening(string? since) =>
        string.IsNullOrEmpty(since) ? new ClientFrame(ClientAction.History, null, FrameFault.None)
        : long.TryParse(since, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new ClientFrame(ClientAction.History, number, FrameFault.None)
        : Bad(FrameFault.BadSince);

    /// <summary>Reads a text frame.</summary>
    public static ClientFrame Parse(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject
                ? Read(ref reader)
                : Bad(FrameFault.NotAnObject);
        }
        catch (JsonException)
        {
            return Bad(FrameFault.NotAnObject);
        }
    }

    private static ClientFrame Read(ref Utf8JsonReader reader)
    {
        var action = ClientAction.None;
        long? since = null;
        var sinceIsBad = false;
        string? text = null;
        var (columns, rows) = (0, 0);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("action"u8))
            {
                reader.Read();
                action = ReadAction(ref reader);
                reader.Skip();
            }
            else if (reader.ValueTextEquals("since"u8))
            {
                reader.Read();
                since = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var n) && n >= 0 ? n : null;
                sinceIsBad = since is null && reader.TokenType != JsonTokenType.Null;
                reader.Skip();
            }
            else if (reader.ValueTextEquals("text"u8))
            {
                reader.Read();
                text = reader.TokenType == JsonTokenType.String ? TextOf(ref reader) : null;
                reader.Skip();
            }
            else if (reader.ValueTextEquals("columns"u8))
            {
                columns = ReadNumber(ref reader);
            }
            else if (reader.ValueTextEquals("rows"u8))
            {
                rows = ReadNumber(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        // Reads to the end, so that what follows the object makes the frame a bad one.
        _ = reader.Read();
        return action switch
        {
            ClientAction.None => Bad(FrameFault.UnknownAction),
            ClientAction.History when sinceIsBad => Bad(FrameFault.BadSince),
            ClientAction.Input when text is not { Length: > 0 and <= MaxInput } => Bad(FrameFault.BadInput),
            ClientAction.Resize when columns is < 20 or > 500 || rows is < 5 or > 200 => Bad(FrameFault.BadSize),
            _ => new ClientFrame(action, since, FrameFault.None)
            {
                Text = action == ClientAction.Input ? text : null,
                Columns = columns,
                Rows = rows,
            },
        };
    }

    private static ClientAction ReadAction(ref Utf8JsonReader reader) =>
        reader.TokenType != JsonTokenType.String ? ClientAction.None
        : reader.ValueTextEquals("ping"u8) ? ClientAction.Ping
        : reader.ValueTextEquals("history"u8) ? ClientAction.History
        : reader.ValueTextEquals("terminal"u8) ? ClientAction.Terminal
        : reader.ValueTextEquals("terminal_end"u8) ? ClientAction.TerminalEnd
        : reader.ValueTextEquals("take_over"u8) ? ClientAction.TakeOver
        : reader.ValueTextEquals("give_back"u8) ? ClientAction.GiveBack
        : reader.ValueTextEquals("input"u8) ? ClientAction.Input
        : reader.ValueTextEquals("resize"u8) ? ClientAction.Resize
        : ClientAction.None;

    private static int ReadNumber(ref Utf8JsonReader reader)
    {
        reader.Read();
        var number = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var found) ? found : 0;
        reader.Skip();
        return number;
    }

    /// <summary>The string, unless its escapes make no text.</summary>
    private static string? TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static ClientFrame Bad(FrameFault fault) => new(ClientAction.None, null, fault);
}
