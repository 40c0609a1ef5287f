using System.Text;
using System.Text.RegularExpressions;
using TmuxBuilder.DemoAgent.Files;

namespace TmuxBuilder.DemoAgent.Understanding;

/// <summary>
/// Finds the uploads a request names and looks at what they are, by their bytes rather than their names.
/// </summary>
internal static class UploadReader
{
    private static readonly Regex UploadPattern = Pattern.Exact(@"\buploads/[\w.-]{0,199}\w");

    /// <summary>What the platform accepts as an upload.</summary>
    public const int MaxBytes = 10 * 1024 * 1024;

    private const int MaxFiles = 12;
    private const int MaxText = 200_000;

    public static IReadOnlyList<UploadedFile> Read(string request, SessionFiles files) =>
        [.. UploadPattern.Matches(request).Select(match => match.Value).Distinct().Take(MaxFiles)
            .Select(path => Look(path, files))];

    /// <summary>The extension of a picture by its leading bytes, or <see langword="null"/>.</summary>
    public static string? PictureExtension(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a]) ? ".png"
        : bytes.StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8, 0xff]) ? ".jpg"
        : bytes.StartsWith("GIF8"u8) ? ".gif"
        : bytes.StartsWith("RIFF"u8) && bytes.Length > 12 && bytes[8..12].SequenceEqual("WEBP"u8) ? ".webp"
        : null;

    private static UploadedFile Look(string path, SessionFiles files)
    {
        var (bytes, refusal) = files.Read(path, MaxBytes);
        if (bytes is null)
        {
            return new UploadedFile(path, Problem: $"I could not use {path}: {refusal}");
        }

        if (PictureExtension(bytes) is { } extension)
        {
            return new UploadedFile(path, PictureExtension: extension);
        }

        return IsText(bytes, out var text)
            ? new UploadedFile(path, Text: Words.Clean(text.Length > MaxText ? text[..MaxText] : text))
            : new UploadedFile(path, Problem: $"I could not read {path}: the demo reads pictures and plain text only");
    }

    private static bool IsText(byte[] bytes, out string text)
    {
        text = "";
        if (bytes.AsSpan().StartsWith("%PDF"u8) || bytes.Contains((byte)0))
        {
            return false;
        }

        text = Encoding.UTF8.GetString(bytes).TrimStart('\ufeff');
        return text.Count(c => c == '\ufffd') <= text.Length / 50;
    }
}
