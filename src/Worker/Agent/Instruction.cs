namespace TmuxBuilder.Agent;

/// <summary>What an agent is told: one line made by us, never a client's words, that names a file.</summary>
/// <param name="Line">As it is typed: printable, no command of the CLI.</param>
/// <param name="PromptFile">The name of the file in the line; no two instructions of a session name the same.</param>
public sealed record Instruction(string Line, string PromptFile)
{
    internal const int LongestLine = 2000;

    /// <summary>
    /// Whether a prompt is the line, not one that merely names the file or quotes the line. The folder before the
    /// file's name differs with and without a sandbox; nothing else may.
    /// </summary>
    public bool IsPrompt(string prompt)
    {
        var said = prompt.AsSpan().Trim();
        var line = Line.AsSpan();
        if (said.SequenceEqual(line))
        {
            return true;
        }

        var at = line.IndexOf(PromptFile, StringComparison.Ordinal);
        if (at < 0)
        {
            return false;
        }

        var start = line[..(line[..at].IndexOf(' ') + 1)];
        var end = line[at..];
        return said.Length >= start.Length + end.Length
            && said.StartsWith(start, StringComparison.Ordinal)
            && said.EndsWith(end, StringComparison.Ordinal)
            && said[start.Length..^end.Length] is ['/', .., '/'] folder
            && !folder.ContainsAny('\n', '\r');
    }
}
