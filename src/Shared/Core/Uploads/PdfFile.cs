namespace TmuxBuilder.Core.Uploads;

/// <summary>
/// Tells a PDF that can be read without harm from one that is made to fill memory (ISO 32000-1, 7.3.8 and 7.4). It is
/// looked through as bytes: nothing in it is run, followed or shown.
/// </summary>
internal static class PdfFile
{
    public const int MaxPages = 2_000;
    public const int MaxObjects = 200_000;

    /// <summary>Bytes of all its streams unpacked.</summary>
    public const long MaxUnpacked = 200L * 1024 * 1024;

    private const int TailBytes = 2_048;

    public static bool IsBearable(byte[] file)
    {
        var bytes = file.AsSpan();
        return bytes[Math.Max(0, bytes.Length - TailBytes)..].IndexOf("%%EOF"u8) >= 0
            && bytes.Count(" obj"u8) <= MaxObjects
            && Pages(bytes) <= MaxPages
            && StreamsFit(file);
    }

    /// <summary>Pages outside packed streams; what is inside is counted by its unpacked bytes.</summary>
    private static int Pages(ReadOnlySpan<byte> file)
    {
        var pages = 0;
        while (file.IndexOf("/Page"u8) is >= 0 and var at)
        {
            file = file[(at + "/Page"u8.Length)..];
            pages += file is [(byte)'s', ..] || (file.Length > 0 && char.IsAsciiLetterOrDigit((char)file[0])) ? 0 : 1;
        }

        return pages;
    }

    private static bool StreamsFit(byte[] file)
    {
        if (file.AsSpan().IndexOf("/LZWDecode"u8) >= 0)
        {
            // As old as it is able to fill a disk.
            return false;
        }

        var packed = new PackedBytes(file, MaxUnpacked);
        var at = 0;
        var before = 0;
        while (file.AsSpan(at).IndexOf("stream"u8) is >= 0 and var skipped)
        {
            var start = at + skipped;
            at = start + "stream"u8.Length;
            if (start >= 3 && file.AsSpan(start - 3, 3).SequenceEqual("end"u8))
            {
                continue;
            }

            var head = file.AsSpan(Math.Max(before, start - PdfDictionary.MaxBytes)..start);
            if (PdfDictionary.IsBefore(head, file.AsSpan(at)))
            {
                before = at;
                if (!PdfDictionary.IsPlain(head))
                {
                    return false;
                }
            }

            // Whatever its dictionary calls it.
            if (!packed.Fits(at))
            {
                return false;
            }
        }

        return true;
    }
}
