using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace TmuxBuilder.SiteHost;

/// <summary>Answers requests for sites.</summary>
internal sealed class SiteServer
{
    private const string ForEver = "public, max-age=31536000, immutable";
    private const string AskAgain = "no-cache";

    private readonly CompressedCopies copies = new();

    /// <param name="site"><see langword="null"/> when there is no site.</param>
    public Task ServeAsync(HttpContext context, ServedSite? site)
    {
        SetHeaders(context.Response.Headers);
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.Headers.Allow = "GET, HEAD";
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return Task.CompletedTask;
        }

        if (site is null)
        {
            return NotFoundPage.SendAsync(context, "No such site", "There is no site at this address.");
        }

        return SitePath.Parse(context.Request.Path.Value) is { } path
            ? ServeAsync(context, site, path)
            : PageNotFoundAsync(context);
    }

    private Task ServeAsync(HttpContext context, ServedSite site, SitePath path)
    {
        var release = site.Current;
        if (release.FindFile(path) is { } file)
        {
            return SendAsync(context, file);
        }

        if (release.HasIndex(path))
        {
            // With the slash, or the page's relative links would miss.
            context.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
            context.Response.Headers.Location =
                context.Request.Path.Add("/").ToUriComponent() + context.Request.QueryString.ToUriComponent();
            return Task.CompletedTask;
        }

        if (site.FindEarlierPart(path) is { } part)
        {
            return SendAsync(context, part);
        }

        return !path.HasExtension && release.IsSinglePage && release.FindFile(SitePath.Index) is { } page
            ? SendAsync(context, page)
            : PageNotFoundAsync(context);
    }

    private async Task SendAsync(HttpContext context, SiteFile file)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = file.IsHashed ? ForEver : AskAgain;

        // After a rollback files are older than what the client has: only tags can tell.
        context.Request.Headers.IfModifiedSince = default;
        context.Request.Headers.IfUnmodifiedSince = default;
        try
        {
            await (await PackedAsync(context, file) is { } packed
                ? packed.ExecuteAsync(context)
                : TypedResults
                    .PhysicalFile(
                        file.Path, ContentTypes.Of(file.Name), entityTag: Tag(file.Tag), enableRangeProcessing: true)
                    .ExecuteAsync(context));
        }
        catch (Exception e) when (IsGone(e) && !context.Response.HasStarted)
        {
            // The site or its old release was removed meanwhile.
            context.Response.Clear();
            SetHeaders(context.Response.Headers);
            await PageNotFoundAsync(context);
        }
    }

    private async Task<FileContentHttpResult?> PackedAsync(HttpContext context, SiteFile file)
    {
        var type = ContentTypes.Of(file.Name);
        if (!ContentTypes.IsPackable(type))
        {
            return null;
        }

        context.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (AcceptedEncodings.Choose(context.Request) is not { } encoding
            || await copies.FindAsync(file, encoding) is not { } bytes)
        {
            return null;
        }

        context.Response.Headers.ContentEncoding = encoding;
        return TypedResults.Bytes(bytes, type, entityTag: Tag($"{file.Tag}-{encoding}"));
    }

    private static EntityTagHeaderValue Tag(string value) => new($"\"{value}\"");

    private static bool IsGone(Exception e) => e is FileNotFoundException or DirectoryNotFoundException;

    private static Task PageNotFoundAsync(HttpContext context) =>
        NotFoundPage.SendAsync(context, "Page not found", "This site has no such page.");

    private static void SetHeaders(IHeaderDictionary headers)
    {
        headers.CacheControl = AskAgain;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";

        // A page opened by the portal cannot reach back, nor share a process's data with another site.
        headers["Cross-Origin-Opener-Policy"] = "same-origin-allow-popups";
        headers["Origin-Agent-Cluster"] = "?1";
    }
}
