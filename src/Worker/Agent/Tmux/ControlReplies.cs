namespace TmuxBuilder.Agent.Tmux;

/// <summary>
/// Finds the replies in what a control-mode client says: <c>%begin time number flags</c>, lines, then <c>%end</c> or
/// <c>%error</c> with the same three. Flag 1 marks replies to what this client sent; all else is news nobody asked for.
/// A <see cref="Capture"/> is one reply, whose first line is what was asked beside the text.
/// </summary>
internal sealed class ControlReplies
{
    private const string Begin = "%begin ";
    private const string End = "%end ";
    private const string Error = "%error ";

    private readonly List<string> lines = [];
    private string? open;
    private string? announced;
    private int due;

    private bool IsOurs => open!.EndsWith(" 1", StringComparison.Ordinal);

    /// <summary>Takes one line; returns the reply it completes.</summary>
    public ControlReply? Take(string line)
    {
        if (open is null)
        {
            open = line.StartsWith(Begin, StringComparison.Ordinal) ? line[Begin.Length..] : null;
            return null;
        }

        var failed = IsLast(line, Error);
        if ((IsOurs && lines.Count < due) || !(failed || IsLast(line, End)))
        {
            lines.Add(line);
            return null;
        }

        var reply = IsOurs ? Complete(failed) : null;
        lines.Clear();
        open = null;
        return reply;
    }

    private ControlReply? Complete(bool failed)
    {
        var reply = new ControlReply(announced is null ? [.. lines] : [announced, .. lines], failed);
        if (announced is null && Capture.IsAnnounced(reply, out due, out announced))
        {
            return null;
        }

        (announced, due) = (null, 0);
        return reply;
    }

    private bool IsLast(string line, string mark) =>
        line.Length == mark.Length + open!.Length
        && line.StartsWith(mark, StringComparison.Ordinal) && line.EndsWith(open, StringComparison.Ordinal);
}
