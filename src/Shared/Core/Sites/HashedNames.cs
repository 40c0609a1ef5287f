using System.Text.RegularExpressions;

namespace TmuxBuilder.Core.Sites;

/// <summary>Recognises files whose names carry a hash of their content, as build tools write them.</summary>
public static partial class HashedNames
{
    // Of two random characters in a row most differ in kind; words, with a number or without, have few such seams.
    private const int SeamsOfHex = 3;
    private const int SeamsOfMixed = 5;

    /// <summary>
    /// Whether the file at this path of a release may be cached for ever: <c>assets/index-BxY3kQ9d.js</c>. When in
    /// doubt it is not: <c>hero-Team2024.jpg</c> and <c>menu-cafe2024.jpg</c> are names people give. So a short hash
    /// counts only beneath a folder that build tools write to, and when it looks like no word.
    /// </summary>
    public static bool Is(string path) =>
        LongPattern().IsMatch(path) || (ShortPattern().Match(path) is { Success: true } match && IsShort(match));

    private static bool IsShort(Match match)
    {
        var hash = match.Groups["hash"].Value;
        return LowerHex.Is(hash) ? Seams(hash) >= SeamsOfHex : hash.Length == 8 && Seams(hash) >= SeamsOfMixed;
    }

    /// <summary>How often a digit, a small or a capital letter is followed by one of another kind.</summary>
    private static int Seams(string hash)
    {
        var kinds = hash.Where(char.IsAsciiLetterOrDigit).Select(Kind).ToList();
        return kinds.Zip(kinds.Skip(1)).Count(pair => pair.First != pair.Second);
    }

    private static int Kind(char letter) => char.IsAsciiDigit(letter) ? 0 : char.IsAsciiLetterLower(letter) ? 1 : 2;

    /// <summary>Hexadecimal, with digits and letters, that nobody types.</summary>
    [GeneratedRegex(
        @"[^/][.-](?=[0-9]*[a-f])(?=[a-f]*[0-9])([0-9a-f]{16}|[0-9a-f]{20}|[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})"
        + @"\.[A-Za-z0-9.]+\z")]
    private static partial Regex LongPattern();

    /// <summary>The folders of Vite, Create React App, Next, Astro and SvelteKit.</summary>
    [GeneratedRegex(
        @"\A(assets|static|_next/static|_astro|_app/immutable)/.*[^/][.-]"
        + @"(?<hash>[A-Za-z0-9_-]{8}|[0-9a-f]{10}|[0-9a-f]{12})\.[A-Za-z0-9.]+\z")]
    private static partial Regex ShortPattern();
}
