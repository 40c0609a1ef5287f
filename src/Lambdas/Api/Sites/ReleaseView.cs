using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Api.Sites;

/// <summary>A release of a site.</summary>
/// <param name="State"><c>uploading current previous failed</c>.</param>
/// <param name="ServedAt">When it was put before the world last; null when it never was.</param>
/// <param name="Checks">What came of its check; null before it.</param>
/// <param name="CanRollBack">Whether the site can show it again: it was shown once, and its files are kept.</param>
public sealed record ReleaseView(
    string Id,
    string State,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ServedAt,
    int Files,
    long Bytes,
    bool CanRollBack,
    CheckView? Checks)
{
    internal static ReleaseView From(Release release) => new(
        release.Id.Value,
        release.State.ToString().ToLowerInvariant(),
        release.CreatedAt,
        release.ServedAt,
        release.Files,
        release.Bytes,
        release.CanBeServed,
        release.Check is { } check ? CheckView.From(check) : null);
}
