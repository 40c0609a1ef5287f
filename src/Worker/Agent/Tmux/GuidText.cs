using System.Text.RegularExpressions;

namespace TmuxBuilder.Agent.Tmux;

/// <summary>Keeps whole guids out of what other programs and the system say, because that ends in logs.</summary>
internal static partial class GuidText
{
    /// <summary>The text with every run of 64 or more hexadecimal digits cut to its first 12.</summary>
    public static string Cut(string text) => Digits().Replace(text, "$1");

    [GeneratedRegex("([0-9A-Fa-f]{12})[0-9A-Fa-f]{52,}")]
    private static partial Regex Digits();
}
