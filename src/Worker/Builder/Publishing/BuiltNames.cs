using System.Globalization;
using System.Text;

namespace TmuxBuilder.Builder.Publishing;

/// <summary>
/// Judges the names in a built folder. They may be of any script; what they may not is mislead: a reader, a browser, or
/// whoever unpacks them elsewhere.
/// </summary>
internal static class BuiltNames
{
    // An object store's key has 1,024 bytes, with the release before the path.
    private const int MaxPathBytes = 900;

    private static readonly string[] Keys = [".pem", ".key", ".p12", ".pfx", ".jks", ".keystore"];

    /// <summary>Why files of these paths may not be published; <see langword="null"/> when they may.</summary>
    public static Refusal? Judge(IReadOnlyList<string> paths) =>
        paths.Select(JudgeOne).FirstOrDefault(refusal => refusal is not null) ?? JudgeLooks(paths);

    private static Refusal? JudgeOne(string path)
    {
        var names = path.Split('/');
        if (names.Any(name => name is "node_modules" or ".git" or ".vite"))
        {
            return new Refusal(
                $"'{path}' belongs to development.", "Publish the built folder, not the project: --dir code/dist.");
        }

        if (names[^1].StartsWith(".env", StringComparison.Ordinal)
            || names[^1] is ".aws_credentials" or ".npmrc" or ".netrc" or "id_rsa" or "id_ecdsa" or "id_ed25519"
            || Keys.Contains(Path.GetExtension(path).ToLowerInvariant()))
        {
            return new Refusal($"'{path}' holds secrets by its name.", "Remove it from the built folder.");
        }

        if (Encoding.UTF8.GetByteCount(path) > MaxPathBytes)
        {
            return new Refusal(
                $"'{SafeName(path[..40])}…' is a path of more than {MaxPathBytes} bytes.", "Give it shorter names.");
        }

        return path.Any(IsMisleading) || HasEscape(path)
            ? new Refusal(
                $"'{SafeName(path)}' is a name no address leads to, or reads as another: it has a backslash, a "
                    + "percent escape, or characters that are not seen.",
                "Rename it; letters of any script, digits, spaces, hyphens and dots are fine.")
            : null;
    }

    /// <summary>
    /// Not seen, or turning what is read around. Joiners stay: words of some scripts, and many emoji, need them.
    /// </summary>
    private static bool IsMisleading(char c) => c == '\\' || (c is not ('\u200c' or '\u200d')
        && CharUnicodeInfo.GetUnicodeCategory(c)
            is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    /// <summary>Like <c>%2F</c>: what an address says by it is another character.</summary>
    private static bool HasEscape(string path)
    {
        for (var at = path.IndexOf('%'); at >= 0; at = path.IndexOf('%', at + 1))
        {
            if (at + 2 < path.Length && char.IsAsciiHexDigit(path[at + 1]) && char.IsAsciiHexDigit(path[at + 2]))
            {
                return true;
            }
        }

        return false;
    }

    private static string SafeName(string path) => string.Concat(path.Select(c => IsMisleading(c) ? '?' : c));

    /// <summary>
    /// Names that people and some file systems take for the same: they differ in case only, or one has its accents as
    /// characters of their own.
    /// </summary>
    private static Refusal? JudgeLooks(IReadOnlyList<string> paths)
    {
        var byLook = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var path in paths)
        {
            if (!byLook.TryAdd(path, path))
            {
                return Alike(path, byLook[path]);
            }
        }

        var accented = byLook.Keys.Where(path => !Ascii.IsValid(path)).ToLookup(HasOwnAccents);
        var composed = accented[false].GroupBy(Outline, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(paths => paths.Key, paths => paths.First(), StringComparer.OrdinalIgnoreCase);
        foreach (var path in accented[true])
        {
            if (composed.TryGetValue(Outline(path), out var other))
            {
                return Alike(path, other);
            }
        }

        return null;
    }

    private static Refusal Alike(string path, string other) => new(
        $"'{path}' and '{other}' differ only in case or in how an accent is written.",
        "Give one of them another name: on some systems and for people they are the same.");

    private static bool HasOwnAccents(string path) => path.Any(IsAccent);

    /// <summary>
    /// The path with one sign for whatever is no plain letter, so that both ways to write an accent look alike.
    /// </summary>
    private static string Outline(string path)
    {
        var outline = new StringBuilder(path.Length);
        foreach (var c in path)
        {
            if (IsAccent(c) && outline.Length > 0)
            {
                outline[^1] = '?';
            }
            else
            {
                outline.Append(char.IsAscii(c) ? c : '?');
            }
        }

        return outline.ToString();
    }

    private static bool IsAccent(char c) => CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;
}
