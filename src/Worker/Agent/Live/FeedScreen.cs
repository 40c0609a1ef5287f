using System.Globalization;
using System.Text;
using TmuxBuilder.Agent.Tmux;
using TmuxBuilder.Core.Terminals;

namespace TmuxBuilder.Agent.Live;

/// <summary>Makes the text that draws a terminal as it is.</summary>
internal static class FeedScreen
{
    /// <summary>Lines above the screen that are shown, for whoever scrolls up.</summary>
    public const int LinesAbove = 500;

    /// <summary>What is asked of a terminal beside its text.</summary>
    public const string Format =
        "#{cursor_x} #{cursor_y} #{pane_width} #{pane_height} #{cursor_flag} #{keypad_cursor_flag}";

    private const int MostText = 128 * 1024;

    /// <summary>The screen; <see langword="null"/> when the reply holds none.</summary>
    /// <param name="reply">The numbers asked for, then the lines, one character a byte.</param>
    public static TerminalEvent.Screen? Read(ControlReply reply)
    {
        var parts = reply is { Failed: false, Lines: [var answer, ..] } ? answer.Split(' ') : [];
        if (parts.Length != 6 || !Array.TrueForAll(parts, IsNumber))
        {
            return null;
        }

        var numbers = Array.ConvertAll(parts, part => int.Parse(part, CultureInfo.InvariantCulture));
        var text = Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(string.Join('\n', reply.Lines.Skip(1))));
        if (text.Length > MostText)
        {
            var cut = text.IndexOf('\n', text.Length - MostText);
            text = text[(cut < 0 ? text.Length - MostText : cut + 1)..];
        }

        var drawn = new StringBuilder(text.Replace("\n", "\x1b[0m\r\n", StringComparison.Ordinal))
            .Append(CultureInfo.InvariantCulture, $"\x1b[0m\x1b[{numbers[1] + 1};{numbers[0] + 1}H")
            .Append(numbers[4] == 0 ? "\x1b[?25l" : "")
            .Append(numbers[5] == 1 ? "\x1b[?1h" : "");
        return new TerminalEvent.Screen(numbers[2], numbers[3], drawn.ToString());
    }

    private static bool IsNumber(string text) => int.TryParse(text, CultureInfo.InvariantCulture, out _);
}
