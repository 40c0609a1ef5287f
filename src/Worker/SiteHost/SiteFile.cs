namespace TmuxBuilder.SiteHost;

/// <summary>A file that may be served.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="Tag">Told apart by it from all other bytes, so that it is a strong entity tag.</param>
internal sealed record SiteFile(string Path, string Name, long Length, string Tag, bool IsHashed);
