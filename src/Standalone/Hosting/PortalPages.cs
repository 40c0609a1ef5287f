using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace TmuxBuilder.Standalone.Hosting;

/// <summary>The portal beside the program: one page for its four routes, and its assets.</summary>
internal static class PortalPages
{
    private const string Page = "index.html";

    // An avatar may be any https picture; it is asked for without a referrer.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; font-src 'self'; "
            + "img-src 'self' https: blob: data:; manifest-src 'self'; base-uri 'none'; form-action 'self'; ";

    private static readonly string[] Routes = ["/", "/client", "/client_input", "/onboard"];

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "portal");

    /// <summary>Maps the portal, or the plain pages where it was not built.</summary>
    /// <param name="embedOrigins">Sites that may show a session in a frame.</param>
    public static void MapPages(this IEndpointRouteBuilder routes, IReadOnlyList<string> embedOrigins)
    {
        if (!File.Exists(Path.Combine(Folder, Page)))
        {
            routes.MapPlainPages();
            return;
        }

        foreach (var path in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
        {
            if (!PortalFile.IsCompressed(path))
            {
                MapFile(routes, Path.GetRelativePath(Folder, path), PortalFile.Read(path), embedOrigins);
            }
        }
    }

    private static void MapFile(
        IEndpointRouteBuilder routes, string name, PortalFile file, IReadOnlyList<string> embedOrigins)
    {
        if (name == Page)
        {
            var framed = $"{Policy}frame-ancestors {string.Join(' ', ["'self'", .. embedOrigins])}";
            const string Unframed = $"{Policy}frame-ancestors 'none'";
            foreach (var route in Routes)
            {
                Map(routes, route, file, context => Open(context, IsEmbed(context) ? framed : Unframed));
            }

            return;
        }

        // Names of assets hold a hash of what is in them.
        var caching = name.StartsWith("assets/", StringComparison.Ordinal)
            ? "public, max-age=31536000, immutable"
            : "no-cache";
        Map(routes, "/" + name, file, context => context.Response.Headers.CacheControl = caching);
    }

    private static void Map(IEndpointRouteBuilder routes, string path, PortalFile file, Action<HttpContext> prepare) =>
        routes.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], (HttpContext context) =>
        {
            prepare(context);
            return file.Answer(context);
        }).ExcludeFromDescription();

    private static bool IsEmbed(HttpContext context) =>
        context.Request.Path == "/" && context.Request.Query["embed"] == "true";

    private static void Open(HttpContext context, string policy)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers.CacheControl = "no-cache";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(self)";
    }
}
