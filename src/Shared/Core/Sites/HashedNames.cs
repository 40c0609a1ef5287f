using System.Text.RegularExpressions;

namespace TmuxBuilder.Core.Sites;

/// <summary>Recognises file names that carry a hash of their content, as build tools write them.</summary>
public static partial class HashedNames
{
    /// <summary>
    /// Whether a file of this name may be cached for ever: <c>index-BxY1z2_a.js</c>, <c>main.4f9c01ab.css</c>. When
    /// in doubt it is not: <c>hero-Team2024.jpg</c> and <c>photo-20260204.jpg</c> are names people give.
    /// </summary>
    public static bool Is(string path) =>
        HashPattern().Match(path) is { Success: true } match
        && match.Groups["hash"].Value is var hash
        && (IsHex(hash) || IsMixed(hash));

    /// <summary>Hexadecimal of a length that hashes have, with digits and letters.</summary>
    private static bool IsHex(string hash) =>
        hash.Length is 8 or 10 or 12 or 16 or 20 or 32 or 40 or 64
        && LowerHex.Is(hash)
        && hash.AsSpan().IndexOfAnyInRange('0', '9') >= 0
        && hash.AsSpan().IndexOfAnyInRange('a', 'f') >= 0;

    /// <summary>
    /// Eight characters of base 64 that no word with a number looks like: a digit between letters, in both cases.
    /// </summary>
    private static bool IsMixed(string hash) =>
        hash.Length == 8
        && MixedPattern().IsMatch(hash)
        && hash.Any(char.IsAsciiLetterLower)
        && hash.Any(char.IsAsciiLetterUpper);

    [GeneratedRegex(@"[^/][.-](?<hash>[A-Za-z0-9_-]{8}|[0-9a-f]{10,64})\.[A-Za-z0-9.]+\z")]
    private static partial Regex HashPattern();

    [GeneratedRegex("[A-Za-z][0-9_-]*[0-9][0-9_-]*[A-Za-z]")]
    private static partial Regex MixedPattern();
}
