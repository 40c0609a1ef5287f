using SkiaSharp;

namespace TmuxBuilder.Pictures;

/// <summary>
/// Makes a new file of what a picture shows. Nothing else of the old file comes along: no place where it was taken, no
/// comment, no second file behind it.
/// </summary>
internal static class PictureEncoder
{
    private const int MaxSide = 16_384;
    private const long MaxPixels = 50_000_000;
    private const int Quality = 92;

    /// <summary>The new PNG or JPEG; <see langword="null"/> when it is neither, broken or too large.</summary>
    public static byte[]? EncodeAnew(byte[] file)
    {
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data);
        if (codec is not { EncodedFormat: SKEncodedImageFormat.Png or SKEncodedImageFormat.Jpeg }
            || codec.Info is not { Width: > 0 and <= MaxSide, Height: > 0 and <= MaxSide }
            || (long)codec.Info.Width * codec.Info.Height > MaxPixels)
        {
            return null;
        }

        var isPng = codec.EncodedFormat == SKEncodedImageFormat.Png;
        var info = new SKImageInfo(
            codec.Info.Width,
            codec.Info.Height,
            SKColorType.Rgba8888,
            isPng ? SKAlphaType.Unpremul : SKAlphaType.Opaque,
            SKColorSpace.CreateSrgb());
        using var pixels = new SKBitmap(info);
        if (codec.GetPixels(info, pixels.GetPixels()) != SKCodecResult.Success)
        {
            return null;
        }

        using var upright = Turn(pixels, codec.EncodedOrigin);
        using var encoded = (upright ?? pixels).Encode(codec.EncodedFormat, Quality);
        return encoded?.ToArray();
    }

    /// <summary>
    /// The picture as its note of orientation wants it shown, since the note does not come along;
    /// <see langword="null"/> when it is upright.
    /// </summary>
    private static SKBitmap? Turn(SKBitmap pixels, SKEncodedOrigin origin)
    {
        if (origin is SKEncodedOrigin.TopLeft or SKEncodedOrigin.Default)
        {
            return null;
        }

        var (width, height) = ((float)pixels.Width, (float)pixels.Height);
        var isSideways = origin >= SKEncodedOrigin.LeftTop;
        var turned = new SKBitmap(pixels.Info.WithSize(
            isSideways ? pixels.Height : pixels.Width, isSideways ? pixels.Width : pixels.Height));
        using var canvas = new SKCanvas(turned);
        canvas.SetMatrix(origin switch
        {
            SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, width, 0, 1, 0, 0, 0, 1),
            SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, width, 0, -1, height, 0, 0, 1),
            SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, height, 0, 0, 1),
            SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightTop => new SKMatrix(0, -1, height, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, height, -1, 0, width, 0, 0, 1),
            _ => new SKMatrix(0, 1, 0, -1, 0, width, 0, 0, 1),
        });
        using var shown = SKImage.FromBitmap(pixels);
        canvas.DrawImage(shown, 0, 0, SKSamplingOptions.Default);
        return turned;
    }
}
