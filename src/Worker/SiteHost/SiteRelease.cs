using System.Globalization;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.SiteHost;

/// <summary>The files of one release, which never change.</summary>
internal sealed class SiteRelease
{
    public const string IndexName = "index.html";

    // Of the 64 digits of a SHA-256 these tell any two files apart.
    private const int TagLength = 32;

    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
    };

    private readonly string folder;
    private readonly ReleaseManifest? manifest;
    private readonly Lazy<bool> isSinglePage;

    /// <param name="manifest">What it holds; <see langword="null"/> when that is whatever lies in the folder.</param>
    public SiteRelease(ReleaseId id, string folder, ReleaseManifest? manifest = null)
    {
        Id = id;
        this.folder = folder;
        this.manifest = manifest;
        isSinglePage = new(() => Pages().Take(2).Count() == 1);
    }

    public ReleaseId Id { get; }

    /// <summary>How many files are held in memory for it.</summary>
    public int Weight => manifest?.Files.Count ?? 1;

    /// <summary>Whether the release is an application with one page, which then stands for all its addresses.</summary>
    public bool IsSinglePage => isSinglePage.Value;

    /// <summary>
    /// The regular file of the release at this path, reached without a link; else <see langword="null"/>.
    /// </summary>
    public SiteFile? FindFile(SitePath path)
    {
        var listed = manifest?.Find(path.ToString());
        if ((manifest is not null && listed is null)
            || WalkTo(path) is not { } parent
            || new FileInfo(Path.Combine(parent, path.Names[^1])) is not { } file
            || !IsPlain(file)
            || (file.Attributes & FileAttributes.Directory) != 0)
        {
            return null;
        }

        var tag = listed?.Sha256[..TagLength] ?? TagOf(file);
        return new SiteFile(file.FullName, file.Name, file.Length, tag, HashedNames.Is(path.ToString()));
    }

    /// <summary>Whether there is a folder with a page of its own at this path.</summary>
    public bool HasIndex(SitePath path) => FindFile(path.Append(IndexName)) is not null;

    private IEnumerable<string> Pages() =>
        (manifest?.Files.Select(file => file.Path) ?? Directory.EnumerateFiles(folder, "*", Everything))
        .Where(SitePath.IsPageName);

    private string TagOf(FileInfo file) => string.Create(
        CultureInfo.InvariantCulture, $"{Id.Value}-{file.Length:x}-{file.LastWriteTimeUtc.Ticks:x}");

    /// <summary>The absolute path of the folder the last name is in, when no part of it is a link.</summary>
    private string? WalkTo(SitePath path)
    {
        var at = folder;
        foreach (var name in path.Names.SkipLast(1))
        {
            at = Path.Combine(at, name);
            if (!IsPlain(new DirectoryInfo(at)))
            {
                return null;
            }
        }

        return at;
    }

    private static bool IsPlain(FileSystemInfo entry) =>
        entry.Exists && (entry.Attributes & (FileAttributes.ReparsePoint | FileAttributes.Device)) == 0;
}
