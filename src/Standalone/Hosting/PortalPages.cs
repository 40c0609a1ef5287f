using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TmuxBuilder.Core.Portal;

namespace TmuxBuilder.Standalone.Hosting;

/// <summary>The portal beside the program: a page for each surface, and their assets.</summary>
internal static class PortalPages
{
    private static readonly string[] Reads = [HttpMethods.Get, HttpMethods.Head];

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "portal");

    /// <summary>Maps the portal, or the plain pages where it was not built.</summary>
    /// <param name="embedOrigins">Sites that may show a session in a frame.</param>
    public static void MapPages(this IEndpointRouteBuilder routes, IReadOnlyList<string> embedOrigins)
    {
        if (!File.Exists(Path.Combine(Folder, PortalPage.Embed)))
        {
            routes.MapPlainPages();
            return;
        }

        foreach (var path in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
        {
            if (!PortalFile.IsCompressed(path) && Path.GetExtension(path) != ".html")
            {
                MapFile(routes, Path.GetRelativePath(Folder, path), PortalFile.Read(path));
            }
        }

        var embed = Page(PortalPage.Embed);
        var framed = $"{PortalPage.Policy()} frame-ancestors {PortalPage.Ancestors(isEmbed: true, embedOrigins)}";
        var unframed = $"{PortalPage.Policy()} frame-ancestors {PortalPage.Ancestors(isEmbed: false, embedOrigins)}";
        foreach (var (route, name) in PortalPage.Routes)
        {
            var page = Page(name);
            routes.MapMethods(route, Reads, (HttpContext context) =>
            {
                var isEmbed = IsEmbed(context);
                Open(context, isEmbed ? framed : unframed);
                return (isEmbed ? embed : page).Answer(context);
            }).ExcludeFromDescription();
        }
    }

    private static PortalFile Page(string name) => PortalFile.Read(Path.Combine(Folder, name));

    private static void MapFile(IEndpointRouteBuilder routes, string name, PortalFile file)
    {
        // Names of assets hold a hash of what is in them.
        var caching = name.StartsWith("assets/", StringComparison.Ordinal)
            ? "public, max-age=31536000, immutable"
            : "no-cache";
        routes.MapMethods("/" + name, Reads, (HttpContext context) =>
        {
            context.Response.Headers.CacheControl = caching;
            return file.Answer(context);
        }).ExcludeFromDescription();
    }

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
