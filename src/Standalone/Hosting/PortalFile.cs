using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace TmuxBuilder.Standalone.Hosting;

/// <summary>One file of the built portal, with the compressed forms its build made; all stay on disk.</summary>
internal sealed class PortalFile
{
    private readonly string plain;
    private readonly string? brotli;
    private readonly string? gzip;
    private readonly string contentType;
    private readonly EntityTagHeaderValue tag;

    private PortalFile(string path)
    {
        plain = path;
        brotli = IfThere(path + ".br");
        gzip = IfThere(path + ".gz");
        contentType = TypeOf(path);
        // Weak: it is the same for all forms of the content.
        using var content = File.OpenRead(path);
        tag = new EntityTagHeaderValue(
            $"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8))}\"", isWeak: true);
    }

    public static PortalFile Read(string path) => new(path);

    /// <summary>Whether the file at <paramref name="path"/> is only another form of one beside it.</summary>
    public static bool IsCompressed(string path) => Path.GetExtension(path) is ".br" or ".gz";

    /// <summary>Answers with the smallest form the browser takes.</summary>
    public IResult Answer(HttpContext context)
    {
        var (form, encoding) = Choose(context.Request.Headers.AcceptEncoding.ToString());
        var headers = context.Response.Headers;
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (encoding is not null)
        {
            headers.ContentEncoding = encoding;
        }

        return TypedResults.PhysicalFile(form, contentType, entityTag: tag);
    }

    private (string Path, string? Encoding) Choose(string accepted) => this switch
    {
        { brotli: { } small } when Takes(accepted, "br") => (small, "br"),
        { gzip: { } small } when Takes(accepted, "gzip") => (small, "gzip"),
        _ => (plain, null),
    };

    private static bool Takes(string accepted, string encoding) =>
        StringWithQualityHeaderValue.TryParseList([accepted], out var offers)
        && offers.Any(offer => offer.Value == encoding && offer.Quality is not 0);

    private static string? IfThere(string path) => File.Exists(path) ? path : null;

    private static string TypeOf(string path) => Path.GetExtension(path) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".json" or ".webmanifest" => "application/json; charset=utf-8",
        ".png" => "image/png",
        ".woff2" => "font/woff2",
        _ => "application/octet-stream",
    };
}
