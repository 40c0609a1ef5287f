using System.Globalization;
using System.Text;
using TmuxBuilder.Core.Terminals;

namespace TmuxBuilder.Agent.Live;

/// <summary>Makes the text that draws a terminal as it is.</summary>
internal static class FeedScreen
{
    /// <summary>Lines above the screen that are shown, for whoever scrolls up.</summary>
    public const string LinesAbove = "-500";

    /// <summary>What is asked of a terminal beside its text.</summary>
    public const string Format =
        "#{cursor_x} #{cursor_y} #{pane_width} #{pane_height} #{cursor_flag} #{keypad_cursor_flag}";

    /// <summary>Replies of the commands that ask for a screen.</summary>
    public const int Replies = 4;

    private const int MostText = 128 * 1024;

    /// <summary>The screen; <see langword="null"/> when the answer is none.</summary>
    public static TerminalEvent.Screen? Read(string captured, IReadOnlyList<string> answer)
    {
        var parts = answer is [var line] ? line.Split(' ') : [];
        if (parts.Length != 6 || !Array.TrueForAll(parts, IsNumber))
        {
            return null;
        }

        var numbers = Array.ConvertAll(parts, part => int.Parse(part, CultureInfo.InvariantCulture));
        var text = captured.EndsWith('\n') ? captured[..^1] : captured;
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
