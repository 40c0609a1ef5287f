using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Adapters.Aws.Sites;

/// <summary>How a file of a site is given to readers, by its name.</summary>
internal static class SiteFiles
{
    public const string Html = "text/html; charset=utf-8";
    public const string AskAgain = "no-cache";

    private const string ForEver = "public, max-age=31536000, immutable";
    private const string Unknown = "application/octet-stream";

    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".avif"] = "image/avif",
        [".bmp"] = "image/bmp",
        [".css"] = "text/css; charset=utf-8",
        [".csv"] = "text/csv; charset=utf-8",
        [".eot"] = "application/vnd.ms-fontobject",
        [".gif"] = "image/gif",
        [".gz"] = "application/gzip",
        [".htm"] = Html,
        [".html"] = Html,
        [".ico"] = "image/x-icon",
        [".ics"] = "text/calendar; charset=utf-8",
        [".jpeg"] = "image/jpeg",
        [".jpg"] = "image/jpeg",
        [".js"] = "text/javascript; charset=utf-8",
        [".json"] = "application/json; charset=utf-8",
        [".map"] = "application/json; charset=utf-8",
        [".md"] = "text/markdown; charset=utf-8",
        [".mjs"] = "text/javascript; charset=utf-8",
        [".mp3"] = "audio/mpeg",
        [".mp4"] = "video/mp4",
        [".oga"] = "audio/ogg",
        [".ogg"] = "video/ogg",
        [".ogv"] = "video/ogg",
        [".otf"] = "font/otf",
        [".pdf"] = "application/pdf",
        [".png"] = "image/png",
        [".svg"] = "image/svg+xml; charset=utf-8",
        [".tar"] = "application/x-tar",
        [".ttf"] = "font/ttf",
        [".txt"] = "text/plain; charset=utf-8",
        [".vtt"] = "text/vtt; charset=utf-8",
        [".wasm"] = "application/wasm",
        [".wav"] = "audio/wav",
        [".webm"] = "video/webm",
        [".webmanifest"] = "application/manifest+json; charset=utf-8",
        [".webp"] = "image/webp",
        [".woff"] = "font/woff",
        [".woff2"] = "font/woff2",
        [".xml"] = "text/xml; charset=utf-8",
        [".zip"] = "application/zip",
    };

    /// <summary>What a file is, with UTF-8 for whatever is text.</summary>
    public static string TypeOf(string path) => Types.GetValueOrDefault(Path.GetExtension(path), Unknown);

    /// <summary>How long a file may be kept: names with a hash for ever, all else is asked for again.</summary>
    public static string CachingOf(string path) => IsForEver(path) ? ForEver : AskAgain;

    public static bool IsForEver(string path) => !IsPage(path) && HashedNames.Is(path);

    public static bool IsPage(string path) => Path.GetExtension(path).ToLowerInvariant() is ".html" or ".htm";

    /// <summary>Whether the release is an application with one page, which then stands for all its addresses.</summary>
    public static bool IsSinglePage(ReleaseManifest manifest) =>
        manifest.Files.Where(file => IsPage(file.Path)).Take(2).Count() == 1 && manifest.Find("index.html") is not null;
}
