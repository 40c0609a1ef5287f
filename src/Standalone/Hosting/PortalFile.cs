using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace TmuxBuilder.Standalone.Hosting;

/// <summary>One file of the built portal, in memory, with the compressed forms its build made.</summary>
internal sealed class PortalFile
{
    private readonly byte[] plain;
    private readonly byte[]? brotli;
    private readonly byte[]? gzip;
    private readonly string contentType;
    private readonly EntityTagHeaderValue tag;

    private PortalFile(string path)
    {
        plain = File.ReadAllBytes(path);
        brotli = ReadIfThere(path + ".br");
        gzip = ReadIfThere(path + ".gz");
        contentType = TypeOf(path);
        // Weak: it is the same for all forms of the content.
        tag = new EntityTagHeaderValue(
            $"\"{Convert.ToHexStringLower(SHA256.HashData(plain).AsSpan(0, 8))}\"", isWeak: true);
    }

    public static PortalFile Read(string path) => new(path);

    /// <summary>Whether the file at <paramref name="path"/> is only another form of one beside it.</summary>
    public static bool IsCompressed(string path) => Path.GetExtension(path) is ".br" or ".gz";

    /// <summary>Answers with the smallest form the browser takes.</summary>
    public IResult Answer(HttpContext context)
    {
        var (content, encoding) = Choose(context.Request.Headers.AcceptEncoding.ToString());
        var headers = context.Response.Headers;
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (encoding is not null)
        {
            headers.ContentEncoding = encoding;
        }

        return TypedResults.Bytes(content, contentType, entityTag: tag);
    }

    private (byte[] Content, string? Encoding) Choose(string accepted) => this switch
    {
        { brotli: { } small } when Takes(accepted, "br") => (small, "br"),
        { gzip: { } small } when Takes(accepted, "gzip") => (small, "gzip"),
        _ => (plain, null),
    };

    private static bool Takes(string accepted, string encoding) =>
        StringWithQualityHeaderValue.TryParseList([accepted], out var offers)
        && offers.Any(offer => offer.Value == encoding && offer.Quality is not 0);

    private static byte[]? ReadIfThere(string path) => File.Exists(path) ? File.ReadAllBytes(path) : null;

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
