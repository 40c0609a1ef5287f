using System.Buffers;
using System.Text;

namespace TmuxBuilder.Core.Text;

/// <summary>Bounds and mends text by what it becomes in UTF-8.</summary>
public static class Utf8Text
{
    /// <summary>The longest beginning of <paramref name="text"/> that fits, ending between two characters.</summary>
    /// <param name="maxBytes">In UTF-8.</param>
    public static string Cut(string text, int maxBytes)
    {
        if (text.Length <= maxBytes / 3 || Encoding.UTF8.GetByteCount(text) <= maxBytes)
        {
            return text;
        }

        var bytes = 0;
        var chars = 0;
        while (chars < text.Length)
        {
            Rune.DecodeFromUtf16(text.AsSpan(chars), out var rune, out var taken);
            bytes += rune.Utf8SequenceLength;
            if (bytes > maxBytes)
            {
                break;
            }

            chars += taken;
        }

        return text[..chars];
    }

    /// <summary>The text with every half of a surrogate pair replaced by U+FFFD, so that all can write it.</summary>
    public static string Mend(string text) =>
        IsWhole(text) ? text : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static bool IsWhole(ReadOnlySpan<char> text)
    {
        while (text.IndexOfAnyInRange('\uD800', '\uDFFF') is >= 0 and var at)
        {
            if (Rune.DecodeFromUtf16(text[at..], out _, out var taken) != OperationStatus.Done)
            {
                return false;
            }

            text = text[(at + taken)..];
        }

        return true;
    }
}
