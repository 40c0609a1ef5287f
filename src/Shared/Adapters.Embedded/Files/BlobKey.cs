using System.Text.RegularExpressions;

namespace TmuxBuilder.Adapters.Embedded.Files;

/// <summary>Checks keys of blobs, and says where their bytes are.</summary>
internal static partial class BlobKey
{
    /// <summary>Ends the names of folders, so that <c>a</c> and <c>a/b</c> can both be keys; no key has it.</summary>
    private const string FolderMark = "+";

    /// <summary>The path of a key's bytes below the blob folder.</summary>
    /// <exception cref="ArgumentException">It is not a key.</exception>
    public static string ToPath(string key)
    {
        var segments = key.Split('/');
        return segments.All(IsSegment)
            ? Path.Combine([.. segments[..^1].Select(segment => segment + FolderMark), segments[^1]])
            : throw new ArgumentException($"'{key}' is not a blob key.", nameof(key));
    }

    /// <summary>The deepest folder that holds every key with this prefix.</summary>
    /// <exception cref="ArgumentException">No key can begin so.</exception>
    public static string FolderOf(string prefix)
    {
        var segments = prefix.Split('/');
        return segments[..^1].All(IsSegment) && (segments[^1].Length == 0 || SegmentPattern().IsMatch(segments[^1]))
            ? Path.Combine([.. segments[..^1].Select(segment => segment + FolderMark)])
            : throw new ArgumentException($"'{prefix}' is not the beginning of a blob key.", nameof(prefix));
    }

    /// <summary>The key of a path below the blob folder.</summary>
    public static string FromPath(string path) =>
        path.Replace($"{FolderMark}{Path.DirectorySeparatorChar}", "/", StringComparison.Ordinal);

    private static bool IsSegment(string segment) => segment is not ("." or "..") && SegmentPattern().IsMatch(segment);

    [GeneratedRegex("^[A-Za-z0-9._-]+\\z")]
    private static partial Regex SegmentPattern();
}
