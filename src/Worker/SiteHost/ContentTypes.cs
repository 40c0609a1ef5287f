using Microsoft.AspNetCore.StaticFiles;

namespace TmuxBuilder.SiteHost;

/// <summary>What a file is, by its name.</summary>
internal static class ContentTypes
{
    private const string Unknown = "application/octet-stream";

    private static readonly FileExtensionContentTypeProvider Provider = new()
    {
        Mappings =
        {
            [".avif"] = "image/avif",
            [".map"] = "application/json",
            [".mjs"] = "text/javascript",
            [".webmanifest"] = "application/manifest+json",
        },
    };

    /// <summary>The content type, with UTF-8 for whatever is text.</summary>
    public static string Of(string name) =>
        !Provider.TryGetContentType(name, out var type) ? Unknown
        : IsText(type) ? type + "; charset=utf-8"
        : type;

    /// <summary>
    /// Whether bytes of this type become fewer when they are packed; pictures and films are packed already.
    /// </summary>
    public static bool IsPackable(string type) =>
        type.EndsWith("; charset=utf-8", StringComparison.Ordinal)
        || type is "application/wasm" or "application/xml" or "image/x-icon" or "image/bmp" or "font/ttf" or "font/otf";

    private static bool IsText(string type) =>
        type.StartsWith("text/", StringComparison.Ordinal)
        || type is "application/json" or "application/manifest+json" or "image/svg+xml";
}
