namespace TmuxBuilder.Agent.Scripts;

/// <summary>Writes text as one word of a POSIX shell.</summary>
internal static class ShellQuote
{
    /// <summary>Single quotes keep every character as it is, save the quote itself.</summary>
    public static string Word(string text) =>
        text.Contains('\0')
            ? throw new ArgumentException("A shell word cannot hold NUL.", nameof(text))
            : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    public static string Words(IEnumerable<string> words) => string.Join(' ', words.Select(Word));
}
