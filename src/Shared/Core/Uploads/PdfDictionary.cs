using System.Text;
using System.Text.RegularExpressions;

namespace TmuxBuilder.Core.Uploads;

/// <summary>What stands before a stream and says how it is packed; believed only where it says so plainly.</summary>
internal static partial class PdfDictionary
{
    /// <summary>Longer than any honest one, which may have a palette or a table of sections.</summary>
    public const int MaxBytes = 16 * 1024;

    /// <summary>Whether the word <c>stream</c> between these is a stream's beginning, not a word of a text.</summary>
    public static bool IsBefore(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail)
    {
        if (tail.TrimStart(" \t"u8) is not [(byte)'\r' or (byte)'\n', ..])
        {
            return false;
        }

        var text = head.TrimEnd(Blanks);
        var gap = head[text.Length..];
        var line = text[(text.LastIndexOfAny((byte)'\r', (byte)'\n') + 1)..];
        return text.EndsWith(">"u8)
            || (line.Contains((byte)'%') && gap.IndexOfAny((byte)'\r', (byte)'\n') >= 0);
    }

    /// <summary>
    /// Whether the stream's object begins in these bytes, none of its names hides a letter behind its number, its
    /// filters are named here and not elsewhere, and it is packed once: packed twice is how a few bytes become a disk
    /// full, and nothing writes that otherwise.
    /// </summary>
    public static bool IsPlain(ReadOnlySpan<byte> head)
    {
        var from = head.LastIndexOf(" obj"u8);
        if (from < 0)
        {
            return false;
        }

        var dictionary = head[from..];
        return dictionary.Count("/FlateDecode"u8) + dictionary.Count("/RunLengthDecode"u8) <= 1
            && !Hidden().IsMatch(Encoding.Latin1.GetString(dictionary));
    }

    private static ReadOnlySpan<byte> Blanks => "\0\t\n\f\r "u8;

    [GeneratedRegex(
        """
        /Filter(?![^\0\t\n\f\r\ /\[\]<>()%])   # the key, and what may follow it:
        (?![\0\t\n\f\r\ ]*
          (?: (?>/[A-Za-z0-9]+) | \[ (?: [\0\t\n\f\r\ ]* /[A-Za-z0-9]+ )* [\0\t\n\f\r\ ]* \] )
          (?: [\0\t\n\f\r\ /\[\]<>()%] | \z ))
        | /[^\0\t\n\f\r\ /\[\]<>()%\#]* (?: \#[0-9A-Fa-f]{2} [^\0\t\n\f\r\ /\[\]<>()%\#]* )*?
          \# (?: 3[0-9] | [46][1-9A-Fa-f] | [57][0-9Aa] )
        """,
        RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Hidden();
}
