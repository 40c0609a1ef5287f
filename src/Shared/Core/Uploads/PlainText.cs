using System.Buffers;
using System.Text;

namespace TmuxBuilder.Core.Uploads;

/// <summary>Recognises text: UTF-8, or UTF-16 with its mark, without control characters other than layout.</summary>
internal static class PlainText
{
    private const int ChunkBytes = 16 * 1024;

    private static readonly SearchValues<char> Garbage = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Select(code => (char)code).Except("\t\n\v\f\r"), '\u007f', '\ufffe', '\uffff']);

    public static async Task<bool> IsAsync(Stream content, CancellationToken cancellationToken)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        var chars = ArrayPool<char>.Shared.Rent(ChunkBytes + 1);
        try
        {
            Decoder? decoder = null;
            int read;
            do
            {
                read = await content.ReadAtLeastAsync(
                    bytes.AsMemory(0, ChunkBytes), ChunkBytes, throwOnEndOfStream: false, cancellationToken);
                var last = read < ChunkBytes;
                decoder ??= EncodingOf(bytes.AsSpan(0, read)).GetDecoder();
                var count = decoder.GetChars(bytes.AsSpan(0, read), chars, flush: last);
                if (chars.AsSpan(0, count).ContainsAny(Garbage))
                {
                    return false;
                }
            }
            while (read == ChunkBytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
            ArrayPool<char>.Shared.Return(chars);
        }
    }

    private static Encoding EncodingOf(ReadOnlySpan<byte> start) => start switch
    {
        [0xFF, 0xFE, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
        [0xFE, 0xFF, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
        _ => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true),
    };
}
