namespace TmuxBuilder.SiteHost;

/// <summary>A path in a site: names without tricks, of which the last is the file's.</summary>
internal sealed record SitePath(IReadOnlyList<string> Names)
{
    private const int MaxLength = 1024;

    public static SitePath Index { get; } = new([SiteRelease.IndexName]);

    /// <summary>Whether the last name has something like an extension.</summary>
    public bool HasExtension => Names[^1].Contains('.', StringComparison.Ordinal);

    /// <summary>Whether the last name is a page's.</summary>
    public bool IsPage => IsPageName(Names[^1]);

    /// <summary>
    /// Reads a request's decoded path; a final slash means the folder's index. <see langword="null"/> when any part
    /// of it could lead anywhere but down, or is hidden.
    /// </summary>
    public static SitePath? Parse(string? requested)
    {
        if (requested is not { Length: > 0 and <= MaxLength } || requested[0] != '/')
        {
            return null;
        }

        var path = requested[^1] == '/' ? requested + SiteRelease.IndexName : requested;
        var names = path[1..].Split('/');
        return Array.TrueForAll(names, IsName) ? new SitePath(names) : null;
    }

    /// <summary>Whether a file of this name, with or without the folders before it, is a page.</summary>
    public static bool IsPageName(string name) => Path.GetExtension(name).ToLowerInvariant() is ".html" or ".htm";

    /// <summary>As a release names it.</summary>
    public override string ToString() => string.Join('/', Names);

    public SitePath Append(string name) => new([.. Names, name]);

    /// <summary>An escape that is left after decoding (<c>%2F</c>) was meant to hide a separator.</summary>
    private static bool IsName(string name) =>
        name.Length > 0
        && name[0] != '.'
        && !name.Contains('\\', StringComparison.Ordinal)
        && !name.Contains("%2f", StringComparison.OrdinalIgnoreCase)
        && !name.Any(char.IsControl);
}
