using System.Globalization;
using System.Text;

namespace TmuxBuilder.Core.Uploads;

/// <summary>Makes names that clients gave harmless.</summary>
public static class UploadName
{
    /// <summary>Characters of a safe name, its extension included.</summary>
    public const int MaxLength = 100;

    /// <summary>UTF-8 bytes of a safe name; with the time before it, it still fits the 255 of a file system.</summary>
    public const int MaxBytes = 200;

    private const string NoName = "file";

    /// <summary>The last part of a path, without characters that do not show or that turn the text around.</summary>
    public static string ForPeople(string given)
    {
        var shown = string.Concat(
            LastPart(given).EnumerateRunes().Where(rune => !IsInvisible(rune)).Take(MaxLength * 2)).Trim();
        return shown.Length == 0 ? NoName : shown;
    }

    /// <summary>
    /// A name for the disk: letters and digits of any script, inner dots, <c>_</c> and <c>-</c>; at most
    /// <see cref="MaxLength"/> characters, ending in <paramref name="extension"/>.
    /// </summary>
    public static string ForDisk(string given, string extension)
    {
        var stem = new StringBuilder();
        var last = LastPart(given);
        foreach (var rune in last[..^Path.GetExtension(last).Length].EnumerateRunes())
        {
            var kept = IsNamed(rune) ? rune.ToString() : "_";
            if (kept is "_" or "." && (stem.Length == 0 || stem[^1] is '_' or '.'))
            {
                continue;
            }

            stem.Append(kept);
        }

        return Fit(stem.ToString(), extension) + extension;
    }

    private static string Fit(string stem, string extension)
    {
        var bytes = extension.Length;
        var length = extension.Length;
        var fit = new StringBuilder();
        foreach (var rune in stem.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            length += rune.Utf16SequenceLength;
            if (bytes > MaxBytes || length > MaxLength)
            {
                break;
            }

            fit.Append(rune.ToString());
        }

        var name = fit.ToString().Trim('_', '.');
        return name.Length == 0 ? NoName : name;
    }

    private static string LastPart(string given) => WellFormed(given[(given.LastIndexOfAny(['/', '\\']) + 1)..]);

    // Half a surrogate pair becomes U+FFFD, which no name keeps.
    private static string WellFormed(string text) => string.Concat(text.EnumerateRunes());

    private static bool IsNamed(Rune rune) =>
        Rune.IsLetterOrDigit(rune) || rune.Value is '-' or '_' or '.' || IsMark(rune);

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}
