namespace TmuxBuilder.Builder.Publishing;

/// <summary>The value of a <c>site</c> event.</summary>
internal sealed record SiteData(string SiteId, string Slug, string Url, string State);
