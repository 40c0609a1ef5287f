using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Mime;
using System.Security;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace TmuxBuilder.Bench.Publish;

/// <summary>
/// Buckets in memory, as much of S3 as publishing needs, each call as late as one over a network. It checks nothing:
/// what is measured is who asks. It also says of CloudFront that there are no distributions.
/// </summary>
internal sealed class S3Endpoint : IAsyncDisposable
{
    private const int PageKeys = 1000;
    private const string Changed = "2026-01-01T00:00:00.000Z";
    private const string NoDistributions =
        "<DistributionList><Marker></Marker><MaxItems>100</MaxItems><IsTruncated>false</IsTruncated>"
        + "<Quantity>0</Quantity></DistributionList>";

    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(15);

    private readonly ConcurrentDictionary<string, Stored> objects = new(StringComparer.Ordinal);
    private readonly WebApplication app;
    private int uploads;
    private int copies;

    private S3Endpoint()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(server => server.Limits.MaxRequestBodySize = null);
        app = builder.Build();
        app.Run(AnswerAsync);
    }

    public Uri Address => new(app.Urls.First());

    /// <summary>Objects that came over the network since the last call, and objects copied within.</summary>
    public (int Uploads, int Copies) TakeCounts() =>
        (Interlocked.Exchange(ref uploads, 0), Interlocked.Exchange(ref copies, 0));

    public static async Task<S3Endpoint> StartAsync(CancellationToken cancellationToken)
    {
        var endpoint = new S3Endpoint();
        await endpoint.app.StartAsync(cancellationToken);
        return endpoint;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        await Task.Delay(Latency, TimeProvider.System, context.RequestAborted);
        var path = Uri.UnescapeDataString(request.Path.Value ?? "").TrimStart('/');
        switch (request.Method)
        {
            case "PUT" when request.Headers["x-amz-copy-source"].ToString() is { Length: > 0 } source:
                await CopyAsync(context, Uri.UnescapeDataString(source).TrimStart('/'), path);
                break;
            case "PUT":
                await StoreAsync(context, path);
                break;
            case "POST" when request.Query.ContainsKey("delete"):
                await DeleteAsync(context, path);
                break;
            case "GET" when path.Contains("/distribution", StringComparison.Ordinal):
                await XmlAsync(context, NoDistributions);
                break;
            case "GET" when !path.TrimEnd('/').Contains('/', StringComparison.Ordinal):
                await ListAsync(context, path.TrimEnd('/'));
                break;
            case "GET" or "HEAD":
                await SendAsync(context, path);
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status501NotImplemented;
                break;
        }
    }

    private async Task StoreAsync(HttpContext context, string path)
    {
        var bytes = await BodyAsync(context.Request, context.RequestAborted);
#pragma warning disable CA5351 // S3 names objects' contents so, and clients compare it.
        var stored = new Stored(bytes, $"\"{Convert.ToHexStringLower(MD5.HashData(bytes))}\"");
#pragma warning restore CA5351
        objects[path] = stored;
        Interlocked.Increment(ref uploads);
        context.Response.Headers.ETag = stored.Tag;
    }

    private async Task CopyAsync(HttpContext context, string from, string to)
    {
        if (!objects.TryGetValue(from, out var found))
        {
            await AbsentAsync(context);
            return;
        }

        objects[to] = found;
        Interlocked.Increment(ref copies);
        await XmlAsync(
            context,
            $"<CopyObjectResult><ETag>{found.Tag}</ETag><LastModified>{Changed}</LastModified></CopyObjectResult>");
    }

    private async Task SendAsync(HttpContext context, string path)
    {
        if (!objects.TryGetValue(path, out var found))
        {
            await AbsentAsync(context);
            return;
        }

        context.Response.Headers.ETag = found.Tag;
        context.Response.ContentLength = found.Bytes.Length;
        if (HttpMethods.IsGet(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(found.Bytes, context.RequestAborted);
        }
    }

    private async Task ListAsync(HttpContext context, string bucket)
    {
        var begin = $"{bucket}/{context.Request.Query["prefix"]}";
        var after = context.Request.Query["continuation-token"].ToString();
        var found = objects.Where(one => one.Key.StartsWith(begin, StringComparison.Ordinal))
            .Select(one => (Key: one.Key[(bucket.Length + 1)..], one.Value))
            .Where(one => string.CompareOrdinal(one.Key, after) > 0)
            .OrderBy(one => one.Key, StringComparer.Ordinal)
            .Take(PageKeys + 1)
            .ToList();
        var page = found.Take(PageKeys).ToList();
        var text = new StringBuilder("<ListBucketResult>");
        text.Append(CultureInfo.InvariantCulture, $"<KeyCount>{page.Count}</KeyCount>");
        text.Append(found.Count > PageKeys
            ? $"<IsTruncated>true</IsTruncated><NextContinuationToken>{Escaped(page[^1].Key)}</NextContinuationToken>"
            : "<IsTruncated>false</IsTruncated>");
        foreach (var (key, stored) in page)
        {
            text.Append(CultureInfo.InvariantCulture, $"<Contents><Key>{Escaped(key)}</Key>")
                .Append(CultureInfo.InvariantCulture, $"<Size>{stored.Bytes.Length}</Size><ETag>{stored.Tag}</ETag>")
                .Append(CultureInfo.InvariantCulture, $"<LastModified>{Changed}</LastModified></Contents>");
        }

        await XmlAsync(context, text.Append("</ListBucketResult>").ToString());
    }

    private async Task DeleteAsync(HttpContext context, string bucket)
    {
        var body = System.Xml.Linq.XDocument.Parse(
            Encoding.UTF8.GetString(await BodyAsync(context.Request, context.RequestAborted)));
        foreach (var key in body.Descendants().Where(element => element.Name.LocalName == "Key"))
        {
            objects.TryRemove($"{bucket.TrimEnd('/')}/{key.Value}", out _);
        }

        await XmlAsync(context, "<DeleteResult></DeleteResult>");
    }

    /// <summary>The content itself, also where it comes in signed chunks.</summary>
    private static async Task<byte[]> BodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        return request.Headers["x-amz-content-sha256"].ToString().StartsWith("STREAMING-", StringComparison.Ordinal)
            ? Unchunked(body.ToArray())
            : body.ToArray();
    }

    /// <summary>Each chunk is a line with its length in hexadecimal digits, its bytes and an end of line.</summary>
    private static byte[] Unchunked(ReadOnlySpan<byte> chunks)
    {
        using var content = new MemoryStream();
        while (true)
        {
            var line = chunks[..chunks.IndexOf("\r\n"u8)];
            var digits = line.IndexOf((byte)';') is var end and >= 0 ? line[..end] : line;
            var length = int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (length == 0)
            {
                return content.ToArray();
            }

            content.Write(chunks.Slice(line.Length + 2, length));
            chunks = chunks[(line.Length + length + 4)..];
        }
    }

    private static Task AbsentAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return XmlAsync(context, "<Error><Code>NoSuchKey</Code><Message>There is no such object.</Message></Error>");
    }

    private static Task XmlAsync(HttpContext context, string xml)
    {
        context.Response.ContentType = MediaTypeNames.Application.Xml;
        return context.Response.WriteAsync(xml, context.RequestAborted);
    }

    private static string Escaped(string text) => SecurityElement.Escape(text);

    private sealed record Stored(byte[] Bytes, string Tag);
}
