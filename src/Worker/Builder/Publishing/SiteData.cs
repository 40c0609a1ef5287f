namespace TmuxBuilder.Builder.Publishing;

/// <summary>The value of a <c>site</c> event.</summary>
/// <param name="Release">The release it shows; null before the first.</param>
internal sealed record SiteData(string SiteId, string Slug, string Url, string State, string? Release);
