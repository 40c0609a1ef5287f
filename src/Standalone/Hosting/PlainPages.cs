using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace TmuxBuilder.Standalone.Hosting;

/// <summary>
/// Two plain pages, without a build step, to use the product from a browser: the admin's and the client's.
/// </summary>
internal static class PlainPages
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' ws: wss:; img-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void MapPlainPages(this IEndpointRouteBuilder routes)
    {
        Map(routes, "/", "index.html", "text/html; charset=utf-8");
        Map(routes, "/client", "client.html", "text/html; charset=utf-8");
        Map(routes, "/pages/app.css", "app.css", "text/css; charset=utf-8");
        Map(routes, "/pages/icon.svg", "icon.svg", "image/svg+xml");
        Map(routes, "/pages/admin.js", "admin.js", "text/javascript; charset=utf-8");
        Map(routes, "/pages/client.js", "client.js", "text/javascript; charset=utf-8");
    }

    private static void Map(IEndpointRouteBuilder routes, string path, string resource, string contentType)
    {
        var content = Read(resource);
        routes.MapGet(path, (HttpContext context) =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = Policy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            headers.CacheControl = "no-cache";
            return TypedResults.Bytes(content, contentType);
        }).ExcludeFromDescription();
    }

    private static byte[] Read(string resource)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Pages/{resource}")
            ?? throw new InvalidOperationException($"The page {resource} is not in the assembly.");
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        return buffer.ToArray();
    }
}
