using System.Globalization;
using System.Text;

namespace TmuxBuilder.DemoAgent.Terminal;

/// <summary>What people see: lines that scroll, and below them the prompt with its footer.</summary>
internal sealed class Pane(Stream output, Func<int> columns)
{
    private const string Footer = "  demo · no AI model is used";
    private const int PromptWidth = 2;

    private readonly Lock _lock = new();
    private string _input = "";
    private bool _busy;
    private int _rowsAbove;
    private bool _drawn;

    /// <summary>Prints a line above the prompt; control characters in it are dropped.</summary>
    public void Say(string line)
    {
        lock (_lock)
        {
            Write(Erase() + Printable(line) + "\r\n" + Draw());
        }
    }

    /// <summary>Redraws the prompt with <paramref name="input"/> in it.</summary>
    public void Show(string input, bool busy)
    {
        lock (_lock)
        {
            var erase = Erase();
            _input = Printable(input);
            _busy = busy;
            Write(erase + Draw());
        }
    }

    /// <summary>Takes the prompt away and leaves the cursor below everything.</summary>
    public void Close()
    {
        lock (_lock)
        {
            Write(Erase());
        }
    }

    /// <summary>The text without anything a terminal would obey.</summary>
    public static string Printable(string text) =>
        string.Concat(
            text.Where(c => !char.IsControl(c) && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.Format));

    private string Erase()
    {
        if (!_drawn)
        {
            return "";
        }

        _drawn = false;
        return (_rowsAbove > 0 ? $"\x1b[{_rowsAbove}A" : "") + "\r\x1b[J";
    }

    private string Draw()
    {
        var width = Math.Max(columns(), 20);
        var end = PromptWidth + _input.Length;
        _rowsAbove = end / width;
        _drawn = true;
        var footer = Footer + (_busy ? " · esc to interrupt" : "");
        var shown = footer.Length < width ? footer : footer[..(width - 1)];
        // A line that exactly fills the row leaves the cursor waiting at its end: a blank makes it wrap.
        var wrap = end % width == 0 ? " \r" : "";
        return $"❯ {_input}{wrap}\r\n\x1b[2m{shown}\x1b[0m\x1b[1A\r" + (end % width > 0 ? $"\x1b[{end % width}C" : "");
    }

    private void Write(string text)
    {
        try
        {
            output.Write(Encoding.UTF8.GetBytes(text));
            output.Flush();
        }
        catch (IOException)
        {
            // The pane is gone; the end of input says so too.
        }
    }
}
