namespace TmuxBuilder.Agent.Tmux;

/// <summary>
/// Finds the replies in what a control-mode client says: <c>%begin time number flags</c>, lines, then <c>%end</c> or
/// <c>%error</c> with the same three. Flag 1 marks replies to what this client sent; all else is news nobody asked for.
/// </summary>
internal sealed class ControlReplies
{
    private const string Begin = "%begin ";
    private const string End = "%end ";
    private const string Error = "%error ";

    private readonly List<string> lines = [];
    private string? open;

    /// <summary>Takes one line; returns the reply it completes.</summary>
    public ControlReply? Take(string line)
    {
        if (open is null)
        {
            open = line.StartsWith(Begin, StringComparison.Ordinal) ? line[Begin.Length..] : null;
            return null;
        }

        var failed = line.Length == Error.Length + open.Length
            && line.StartsWith(Error, StringComparison.Ordinal) && line.EndsWith(open, StringComparison.Ordinal);
        var ended = line.Length == End.Length + open.Length
            && line.StartsWith(End, StringComparison.Ordinal) && line.EndsWith(open, StringComparison.Ordinal);
        if (!failed && !ended)
        {
            lines.Add(line);
            return null;
        }

        var reply = open.EndsWith(" 1", StringComparison.Ordinal) ? new ControlReply([.. lines], failed) : null;
        lines.Clear();
        open = null;
        return reply;
    }
}
