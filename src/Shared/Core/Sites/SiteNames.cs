using System.Globalization;
using System.Text.RegularExpressions;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Sites;

/// <summary>The one place where names of a session's resources come from.</summary>
public static partial class SiteNames
{
    /// <summary>Leaves room for prefix, guid12 and time within S3's 63 characters.</summary>
    public const int MaxSlugLength = 26;

    /// <summary>Whether <paramref name="slug"/> is lower-case letters and digits with single inner hyphens.</summary>
    public static bool IsSlug(string slug) => slug.Length <= MaxSlugLength && SlugPattern().IsMatch(slug);

    /// <summary>The bucket of a new site: <c>tmux-{guid12}-{slug}-{YYYYMMDD}-{HHmmss}</c>, UTC.</summary>
    public static string Bucket(SessionId session, string slug, DateTimeOffset at) =>
        IsSlug(slug)
            ? string.Create(
                CultureInfo.InvariantCulture, $"tmux-{session.Short}-{slug}-{at.UtcDateTime:yyyyMMdd-HHmmss}")
            : throw new ArgumentException($"'{slug}' is not a slug.", nameof(slug));

    /// <summary>A slug as people read it: <c>tea-shop</c> → <c>Tea Shop</c>.</summary>
    public static string Title(string slug) =>
        CultureInfo.InvariantCulture.TextInfo.ToTitleCase(slug.Replace('-', ' '));

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*\\z")]
    private static partial Regex SlugPattern();
}
