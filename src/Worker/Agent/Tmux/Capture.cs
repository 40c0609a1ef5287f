using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace TmuxBuilder.Agent.Tmux;

/// <summary>
/// How a terminal's text is asked for, in one command line: first how many lines it will be, with whatever else is
/// asked of the terminal, then the lines. tmux runs both in one go, or neither, so the number holds; a reader that
/// knows it takes what an agent printed for nothing else, even a line that looks like the end of the reply. (tmux's
/// other way, by a file, says that it is done before the file is written.)
/// </summary>
internal static class Capture
{
    private const string Announcement = "tb-capture";

    /// <param name="target">The terminal; <see langword="null"/> for the one the client sits in.</param>
    /// <param name="linesAbove">Lines of the history that come before the screen's.</param>
    /// <param name="styled">Whether the text comes with its colours.</param>
    /// <param name="asked">What else is asked, as a tmux format.</param>
    public static string Line(string? target, int linesAbove, bool styled, string asked)
    {
        string[] at = target is null ? [] : ["-t", target];
        string[] styles = styled ? ["-e"] : [];
        var above = linesAbove.ToString(CultureInfo.InvariantCulture);
        var announced = $"{Announcement} {above} #{{history_size}} #{{pane_height}} {asked}";
        return string.Join(
            " ; ",
            ControlLine.Of(["list-panes", .. at, "-F", announced]),
            ControlLine.Of(["capture-pane", "-p", .. styles, .. at, "-S", "-" + above]));
    }

    /// <summary>Whether a reply announces a text, of how many lines, and what else was asked.</summary>
    public static bool IsAnnounced(ControlReply reply, out int lines, [NotNullWhen(true)] out string? answer)
    {
        (lines, answer) = (0, null);
        if (reply is not { Failed: false, Lines: [var line] } || line.Split(' ', 5) is not [Announcement, .. var parts]
            || parts.Length < 4
            || !TryRead(parts[0], out var above) || !TryRead(parts[1], out var history)
            || !TryRead(parts[2], out var height))
        {
            return false;
        }

        (lines, answer) = (Math.Min(above, history) + height, parts[3]);
        return true;
    }

    private static bool TryRead(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
