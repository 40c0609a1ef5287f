using System.Text;

namespace TmuxBuilder.Core.Uploads;

/// <summary>Writes text of strangers so that whoever reads it reads what a person sees.</summary>
public static class TextNormaliser
{
    /// <summary>
    /// UTF-8 without a mark, with <c>\n</c> at line ends; without control characters but tabs, marks of direction, and
    /// characters that show nothing and still say something to a program. What is no text becomes U+FFFD.
    /// </summary>
    public static byte[] Normalise(ReadOnlySpan<byte> file)
    {
        var text = (file switch
        {
            [0xFF, 0xFE, ..] => Encoding.Unicode,
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
            _ => Encoding.UTF8,
        }).GetString(file);
        return Encoding.UTF8.GetBytes(Normalise(text));
    }

    /// <summary>The same of text that was decoded.</summary>
    public static string Normalise(string text)
    {
        var clean = new StringBuilder(text.Length);
        var wasReturn = false;
        foreach (var rune in text.EnumerateRunes())
        {
            var isReturn = rune.Value == '\r';
            if (isReturn || (rune.Value is '\n' or '\v' or '\f' or 0x85 or 0x2028 or 0x2029))
            {
                clean.Append(wasReturn && rune.Value == '\n' ? "" : "\n");
            }
            else if (!IsHidden(rune.Value))
            {
                clean.Append(rune.ToString());
            }

            wasReturn = isReturn;
        }

        return clean.ToString();
    }

    /// <summary>
    /// Controls; embedding, overriding and isolating of direction; zero width without a use in any script; tags, in
    /// which whole sentences can be hidden; private use stays.
    /// </summary>
    private static bool IsHidden(int code) => code switch
    {
        '\t' => false,
        < 0x20 or (>= 0x7F and < 0xA0) => true,
        0xAD or 0x61C or 0x180E or 0x200B or 0x200E or 0x200F => true,
        >= 0x202A and <= 0x202E => true,
        >= 0x2060 and <= 0x206F => true,
        0xFEFF or (>= 0xFFF9 and <= 0xFFFB) => true,
        >= 0xE0000 and <= 0xE0FFF => true,
        _ => false,
    };
}
