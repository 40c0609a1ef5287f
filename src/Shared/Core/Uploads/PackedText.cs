namespace TmuxBuilder.Core.Uploads;

/// <summary>Bytes written as base 85 or hexadecimal digits, which PDF has for ways that take letters alone.</summary>
internal static class PackedText
{
    private const int Beginning = 16;

    /// <summary>The bytes that a text says, if they begin as they must; told by the text and not by its name.</summary>
    public static byte[]? Find(ReadOnlySpan<byte> text, Func<ReadOnlySpan<byte>, bool> begins)
    {
        var beginning = text[..Math.Min(text.Length, Beginning)];
        return begins(From85(beginning)) ? From85(text)
            : begins(FromHex(beginning)) ? FromHex(text)
            : null;
    }

    /// <summary>ISO 32000-1, 7.4.3; a last group that is not whole is left out.</summary>
    private static byte[] From85(ReadOnlySpan<byte> text)
    {
        var bytes = new List<byte>(text.Length);
        uint group = 0;
        var digits = 0;
        foreach (var letter in text)
        {
            if (letter == 'z' && digits == 0)
            {
                bytes.AddRange([0, 0, 0, 0]);
            }
            else if (letter is >= (byte)'!' and <= (byte)'u')
            {
                group = unchecked((group * 85) + letter - '!');
                if (++digits == 5)
                {
                    bytes.AddRange([(byte)(group >> 24), (byte)(group >> 16), (byte)(group >> 8), (byte)group]);
                    (group, digits) = (0, 0);
                }
            }
            else if (letter > ' ')
            {
                break;
            }
        }

        return [.. bytes];
    }

    /// <summary>ISO 32000-1, 7.4.2.</summary>
    private static byte[] FromHex(ReadOnlySpan<byte> text)
    {
        var bytes = new List<byte>(text.Length / 2);
        int? half = null;
        foreach (var letter in text)
        {
            if (char.IsAsciiHexDigit((char)letter))
            {
                var digit = letter <= '9' ? letter - '0' : (letter | 0x20) - 'a' + 10;
                if (half is { } high)
                {
                    bytes.Add((byte)((high << 4) | digit));
                }

                half = half is null ? digit : null;
            }
            else if (letter > ' ')
            {
                break;
            }
        }

        return [.. bytes];
    }
}
