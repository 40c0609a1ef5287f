using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.SiteHost;

/// <summary>Answers requests for sites.</summary>
internal sealed class SiteServer(SiteCatalog catalog)
{
    private const string ForEver = "public, max-age=31536000, immutable";
    private const string AskAgain = "no-cache";

    /// <param name="bucket"><see langword="null"/> for a host that cannot be a site's.</param>
    public Task ServeAsync(HttpContext context, string? bucket) =>
        ServeAsync(context, bucket is null ? null : catalog.Current(bucket));

    /// <param name="release"><see langword="null"/> when there is no site.</param>
    public static Task ServeAsync(HttpContext context, SiteRelease? release)
    {
        SetHeaders(context.Response.Headers);
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.Headers.Allow = "GET, HEAD";
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return Task.CompletedTask;
        }

        if (release is null)
        {
            return NotFoundPage.SendAsync(context, "No such site", "There is no site at this address.");
        }

        return SitePath.Parse(context.Request.Path.Value) is { } path
            ? ServeAsync(context, release, path)
            : PageNotFoundAsync(context);
    }

    private static Task ServeAsync(HttpContext context, SiteRelease release, SitePath path)
    {
        if (release.FindFile(path) is { } file)
        {
            return SendAsync(context, release, file);
        }

        if (release.HasIndex(path))
        {
            // With the slash, or the page's relative links would miss.
            context.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
            context.Response.Headers.Location =
                context.Request.Path.Add("/").ToUriComponent() + context.Request.QueryString.ToUriComponent();
            return Task.CompletedTask;
        }

        return !path.HasExtension && release.IsSinglePage && release.FindFile(SitePath.Index) is { } page
            ? SendAsync(context, release, page)
            : PageNotFoundAsync(context);
    }

    private static async Task SendAsync(HttpContext context, SiteRelease release, FileInfo file)
    {
        if (HashedNames.Is(file.Name))
        {
            context.Response.Headers.CacheControl = ForEver;
        }

        // After a rollback files are older than what the client has: only tags can tell.
        context.Request.Headers.IfModifiedSince = default;
        var tag = string.Create(
            CultureInfo.InvariantCulture, $"\"{release.Id.Value}-{file.Length:x}-{file.LastWriteTimeUtc.Ticks:x}\"");
        try
        {
            await TypedResults
                .PhysicalFile(
                    file.FullName,
                    ContentTypes.Of(file.Name),
                    entityTag: new EntityTagHeaderValue(tag),
                    enableRangeProcessing: true)
                .ExecuteAsync(context);
        }
        catch (Exception e) when (IsGone(e) && !context.Response.HasStarted)
        {
            // The site was removed meanwhile.
            context.Response.Clear();
            SetHeaders(context.Response.Headers);
            await PageNotFoundAsync(context);
        }
    }

    private static bool IsGone(Exception e) => e is FileNotFoundException or DirectoryNotFoundException;

    private static Task PageNotFoundAsync(HttpContext context) =>
        NotFoundPage.SendAsync(context, "Page not found", "This site has no such page.");

    private static void SetHeaders(IHeaderDictionary headers)
    {
        headers.CacheControl = AskAgain;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
    }
}
