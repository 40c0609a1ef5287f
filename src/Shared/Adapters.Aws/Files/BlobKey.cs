using System.Text.RegularExpressions;

namespace TmuxBuilder.Adapters.Aws.Files;

/// <summary>Checks keys of blobs.</summary>
internal static partial class BlobKey
{
    /// <exception cref="ArgumentException">It is not a key.</exception>
    public static string Checked(string key) => key.Split('/').All(IsSegment)
        ? key
        : throw new ArgumentException($"'{key}' is not a blob key.", nameof(key));

    /// <exception cref="ArgumentException">No key can begin so.</exception>
    public static string CheckedPrefix(string prefix)
    {
        var segments = prefix.Split('/');
        return segments[..^1].All(IsSegment) && (segments[^1].Length == 0 || SegmentPattern().IsMatch(segments[^1]))
            ? prefix
            : throw new ArgumentException($"'{prefix}' is not the beginning of a blob key.", nameof(prefix));
    }

    private static bool IsSegment(string segment) => segment is not ("." or "..") && SegmentPattern().IsMatch(segment);

    [GeneratedRegex("^[A-Za-z0-9._-]+\\z")]
    private static partial Regex SegmentPattern();
}
