namespace TmuxBuilder.Agent.Tmux;

/// <summary>Writes a command for tmux's control mode, whose parser reads it much as a shell would.</summary>
internal static class ControlLine
{
    /// <summary>Single quotes keep everything but the quote itself and control characters, which are refused.</summary>
    public static string Of(IEnumerable<string> arguments) => string.Join(' ', arguments.Select(Quote));

    /// <summary>Text where tmux would expand <c>#{…}</c>, so that it stays as it is.</summary>
    public static string Literal(string text) => text.Replace("#", "##", StringComparison.Ordinal);

    private static string Quote(string argument) =>
        argument.Any(char.IsControl)
            ? throw new ArgumentException("A tmux command cannot hold control characters.", nameof(argument))
            : $"'{argument.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
