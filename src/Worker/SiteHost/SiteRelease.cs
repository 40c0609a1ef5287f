namespace TmuxBuilder.SiteHost;

/// <summary>The files of one release, which never change.</summary>
internal sealed class SiteRelease
{
    public const string IndexName = "index.html";

    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
    };

    private readonly string folder;
    private readonly Lazy<bool> isSinglePage;

    public SiteRelease(ReleaseId id, string folder)
    {
        Id = id;
        this.folder = folder;
        isSinglePage = new(() => Directory.EnumerateFiles(folder, "*.html", Everything).Take(2).Count() == 1);
    }

    public ReleaseId Id { get; }

    /// <summary>Whether the release is an application with one page, which then stands for all its addresses.</summary>
    public bool IsSinglePage => isSinglePage.Value;

    /// <summary>The regular file at this path, reached without a link; else <see langword="null"/>.</summary>
    public FileInfo? FindFile(SitePath path) =>
        WalkTo(path) is { } parent
        && new FileInfo(Path.Combine(parent, path.Names[^1])) is var file
        && IsPlain(file)
        && (file.Attributes & FileAttributes.Directory) == 0
            ? file
            : null;

    /// <summary>Whether there is a folder with a page of its own at this path.</summary>
    public bool HasIndex(SitePath path) => FindFile(path.Append(IndexName)) is not null;

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
