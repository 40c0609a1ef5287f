using System.Buffers.Binary;

namespace TmuxBuilder.Core.Uploads;

/// <summary>
/// How large a picture would be when it is decoded, read from its head: nothing is decoded to find out (PNG, ISO/IEC
/// 15948, 11.2.2; JPEG, ITU-T T.81, B.2.2).
/// </summary>
internal static class PictureSize
{
    /// <summary>Pixels of one side; more than any camera or screen has.</summary>
    public const int MaxSide = 16_384;

    /// <summary>Pixels in all: 200 MB in memory.</summary>
    public const long MaxPixels = 50_000_000;

    private const int MaxSegments = 2_000;
    private const int LastOfSizes = 0xCF;
    private const int FirstOfSizes = 0xC0;

    /// <summary>Whether it can be decoded without harm.</summary>
    public static bool IsBearable(ReadOnlySpan<byte> file) =>
        (file is [0x89, ..] ? OfPng(file) : OfJpeg(file)) is var (width, height)
        && width is > 0 and <= MaxSide
        && height is > 0 and <= MaxSide
        && (long)width * height <= MaxPixels;

    private static (int Width, int Height)? OfPng(ReadOnlySpan<byte> file)
    {
        const int Width = 16;
        const int Height = 20;
        return file.Length < Height + sizeof(int)
            ? null
            : (BinaryPrimitives.ReadInt32BigEndian(file[Width..]), BinaryPrimitives.ReadInt32BigEndian(file[Height..]));
    }

    private static (int Width, int Height)? OfJpeg(ReadOnlySpan<byte> file)
    {
        const int Mark = 2;
        const int Lengths = 4;
        var at = Mark;
        for (var segment = 0; segment < MaxSegments && at + Lengths <= file.Length && file[at] == 0xFF; segment++)
        {
            var kind = file[at + 1];
            if (kind is 0xFF or 0x00)
            {
                // Filling between segments.
                at++;
                continue;
            }

            var length = Short(file[(at + Mark)..]);
            var content = file[(at + Mark)..];
            if (length < Mark || length > content.Length)
            {
                return null;
            }

            // SOF0 to SOF15 but DHT, JPG and DAC, which lie among them: precision, height, width.
            if (kind is >= FirstOfSizes and <= LastOfSizes and not (0xC4 or 0xC8 or 0xCC))
            {
                return length < 7
                    ? null
                    : (Short(content[5..]), Short(content[3..]));
            }

            at += Mark + length;
        }

        return null;
    }

    private static int Short(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16BigEndian(bytes);
}
