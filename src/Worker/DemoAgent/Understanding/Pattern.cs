using System.Text.RegularExpressions;

namespace TmuxBuilder.DemoAgent.Understanding;

/// <summary>
/// Makes the patterns of this folder. They are interpreted, not generated: each runs a few times a turn, and generating
/// them would be 50,000 lines of code to compile, load and translate.
/// </summary>
internal static class Pattern
{
    /// <summary>A pattern in which case matters.</summary>
    public static Regex Exact(string pattern) => new(pattern, RegexOptions.CultureInvariant);

    /// <summary>A pattern of words in any case.</summary>
    public static Regex Words(string pattern) => new(pattern, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>As <see cref="Words"/>, with blanks and line breaks in the pattern for readability.</summary>
    public static Regex Spaced(string pattern) =>
        new(pattern, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace);
}
