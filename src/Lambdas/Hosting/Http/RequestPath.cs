using System.Buffers;
using System.Text;

namespace TmuxBuilder.Hosting.Http;

/// <summary>
/// Decodes paths as servers of ASP.NET Core do: a slash that was encoded stays so, or it would part a segment.
/// </summary>
internal static class RequestPath
{
    /// <summary>Takes the percent encoding out. Bytes that are not UTF-8 stay encoded.</summary>
    /// <returns><see langword="null"/> for a path with an encoded zero in it.</returns>
    public static string? Decode(string raw)
    {
        if (!raw.Contains('%', StringComparison.Ordinal))
        {
            return raw;
        }

        var decoded = new StringBuilder(raw.Length);
        Span<byte> run = stackalloc byte[4];
        for (var at = 0; at < raw.Length;)
        {
            if (!TryDecodeRune(raw.AsSpan(at), run, out var rune, out var length))
            {
                decoded.Append(raw[at++]);
                continue;
            }

            if (rune.Value == 0)
            {
                return null;
            }

            if (rune.Value == '/')
            {
                decoded.Append(raw, at, length);
            }
            else
            {
                decoded.Append(rune);
            }

            at += length;
        }

        return decoded.ToString();
    }

    private static bool TryDecodeRune(ReadOnlySpan<char> text, Span<byte> bytes, out Rune rune, out int length)
    {
        var count = 0;
        while (count < bytes.Length && TryDecodeByte(text[(count * 3)..], out bytes[count]))
        {
            count++;
        }

        var isWhole = Rune.DecodeFromUtf8(bytes[..count], out rune, out var used) == OperationStatus.Done;
        length = used * 3;
        return isWhole;
    }

    private static bool TryDecodeByte(ReadOnlySpan<char> text, out byte value)
    {
        value = 0;
        if (text.Length < 3 || text[0] != '%' || !char.IsAsciiHexDigit(text[1]) || !char.IsAsciiHexDigit(text[2]))
        {
            return false;
        }

        value = (byte)((Convert.ToInt32(text[1].ToString(), 16) << 4) | Convert.ToInt32(text[2].ToString(), 16));
        return true;
    }
}
