using System.Globalization;
using System.Text.RegularExpressions;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Sites;

/// <summary>The one place where names of a session's resources come from.</summary>
public static partial class SiteNames
{
    /// <summary>Leaves room for prefix, guid12 and time within S3's 63 characters.</summary>
    public const int MaxSlugLength = 26;

    /// <summary>Begins the names of all sessions' users.</summary>
    public const string UserPrefix = "tmux-user-";

    /// <summary>Whether <paramref name="slug"/> is lower-case letters and digits with single inner hyphens.</summary>
    public static bool IsSlug(string slug) => slug.Length <= MaxSlugLength && SlugPattern().IsMatch(slug);

    /// <summary>The bucket of a new site: <c>tmux-{guid12}-{slug}-{YYYYMMDD}-{HHmmss}</c>, UTC.</summary>
    public static string Bucket(SessionId session, string slug, DateTimeOffset at) =>
        IsSlug(slug)
            ? string.Create(
                CultureInfo.InvariantCulture, $"{BucketPrefix(session.Short)}{slug}-{at.UtcDateTime:yyyyMMdd-HHmmss}")
            : throw new ArgumentException($"'{slug}' is not a slug.", nameof(slug));

    /// <summary>Begins the names of all buckets of a session, and of no other's.</summary>
    public static string BucketPrefix(string guid12) => $"tmux-{guid12}-";

    /// <summary>The session's own user, where it has one.</summary>
    public static string User(SessionId session) => $"{UserPrefix}{session.Short}";

    /// <summary>The one policy of that user.</summary>
    public static string UserPolicy(SessionId session) => $"tmux-policy-{session.Short}";

    /// <summary>Begins the names of the CDN's functions that serve an application's one page everywhere.</summary>
    public static string OnePageFunctions(string stage) => $"{stage}-one-page-";

    /// <summary>Begins the names of what lets the CDN into sites' buckets.</summary>
    public static string AccessControls(string stage) => $"{stage}-sites-";

    /// <summary>A slug as people read it: <c>tea-shop</c> → <c>Tea Shop</c>.</summary>
    public static string Title(string slug) =>
        CultureInfo.InvariantCulture.TextInfo.ToTitleCase(slug.Replace('-', ' '));

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*\\z")]
    private static partial Regex SlugPattern();
}
