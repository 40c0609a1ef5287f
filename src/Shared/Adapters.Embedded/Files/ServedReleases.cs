using System.Text;

namespace TmuxBuilder.Adapters.Embedded.Files;

/// <summary>
/// What the file <c>current</c> of a site says: the release that is served and, a line each, those served before it,
/// the last first. It is replaced whole, so a promotion happens at once.
/// </summary>
internal sealed record ServedReleases(ReleaseId Current, IReadOnlyList<ReleaseId> Earlier)
{
    private const int MaxEarlier = 8;

    /// <summary>Reads the file; <see langword="null"/> when nothing is served.</summary>
    public static ServedReleases? Read(string path)
    {
        try
        {
            var ids = File.ReadLines(path)
                .Select(line => ReleaseId.TryParse(line, null, out var id) ? id : (ReleaseId?)null)
                .OfType<ReleaseId>()
                .ToList();
            return ids is [var current, .. var earlier] ? new ServedReleases(current, earlier) : null;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The same after a promotion.</summary>
    public static ServedReleases After(ServedReleases? before, ReleaseId promoted) => before is null
        ? new ServedReleases(promoted, [])
        : new ServedReleases(
            promoted,
            [.. before.Earlier.Prepend(before.Current).Where(release => release != promoted).Take(MaxEarlier)]);

    public bool Has(ReleaseId release) => Current == release || Earlier.Contains(release);

    public byte[] Write() => Encoding.ASCII.GetBytes(
        string.Concat(Earlier.Prepend(Current).Select(release => release.Value + "\n")));
}
