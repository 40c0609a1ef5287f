using System.Globalization;
using System.Text;

namespace TmuxBuilder.Core.Sites;

/// <summary>What a release holds: its files by path in ordinal order, each path once.</summary>
public sealed class ReleaseManifest
{
    // One line a file, as sha256sum writes it, with the size between.
    private const string Header = "tmux-builder manifest 1";
    private const int HashLength = 64;

    private readonly Dictionary<string, ReleaseFile> byPath;

    /// <exception cref="ArgumentException">A path comes twice, or leads elsewhere than down.</exception>
    public ReleaseManifest(IEnumerable<ReleaseFile> files)
    {
        Files = [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];
        byPath = new(Files.Count, StringComparer.Ordinal);
        foreach (var file in Files)
        {
            if (!IsPath(file.Path) || !byPath.TryAdd(file.Path, file))
            {
                throw new ArgumentException("A path leads elsewhere than down, or comes twice.", nameof(files));
            }

            Bytes += file.Size;
        }
    }

    public IReadOnlyList<ReleaseFile> Files { get; }

    /// <summary>Of all files together.</summary>
    public long Bytes { get; }

    /// <summary>The file at a path, or <see langword="null"/>.</summary>
    public ReleaseFile? Find(string path) => byPath.GetValueOrDefault(path);

    public bool HasSameFiles(ReleaseManifest other) => Files.SequenceEqual(other.Files);

    /// <summary>The manifest as it is stored.</summary>
    public string Write()
    {
        var text = new StringBuilder(Header).Append('\n');
        foreach (var file in Files)
        {
            text.Append(CultureInfo.InvariantCulture, $"{file.Sha256} {file.Size} {file.Path}\n");
        }

        return text.ToString();
    }

    /// <summary>Reads a stored manifest; <see langword="null"/> when it is none, or not whole.</summary>
    public static ReleaseManifest? Parse(string text)
    {
        if (!text.StartsWith(Header + "\n", StringComparison.Ordinal) || text[^1] != '\n')
        {
            return null;
        }

        var files = new List<ReleaseFile>();
        foreach (var range in text.AsSpan(Header.Length + 1).Split('\n'))
        {
            var line = text.AsSpan(Header.Length + 1)[range];
            if (line.Length == 0)
            {
                continue;
            }

            if (ParseLine(line) is not { } file)
            {
                return null;
            }

            files.Add(file);
        }

        return new ReleaseManifest(files);
    }

    /// <summary>
    /// Names with <c>/</c> between them, each a name of something beneath: whoever joins it to a folder stays within.
    /// </summary>
    private static bool IsPath(string path)
    {
        foreach (var range in path.AsSpan().Split('/'))
        {
            if (path.AsSpan()[range] is "" or "." or "..")
            {
                return false;
            }
        }

        return path.AsSpan().IndexOfAny('\n', '\0') < 0;
    }

    private static ReleaseFile? ParseLine(ReadOnlySpan<char> line)
    {
        if (line.Length <= HashLength + 3 || line[HashLength] != ' ')
        {
            return null;
        }

        var rest = line[(HashLength + 1)..];
        var gap = rest.IndexOf(' ');
        return gap > 0
            && gap < rest.Length - 1
            && long.TryParse(rest[..gap], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
                ? new ReleaseFile(rest[(gap + 1)..].ToString(), size, line[..HashLength].ToString())
                : null;
    }
}
