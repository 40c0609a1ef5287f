using System.Collections.Concurrent;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace TmuxBuilder.EndToEnd.Harness;

/// <summary>
/// A package registry with one package. It listens at a loopback address that agents are not told to reach directly,
/// so that what arrives came through the worker's proxy.
/// </summary>
public sealed class RegistryStub : IAsyncDisposable
{
    public const string Package = "tea-leaves";
    public const string Version = "1.0.3";
    public const string Source = "module.exports = 'steep for three minutes';";

    private readonly byte[] archive = Archive();
    private readonly ConcurrentQueue<string> asked = new();
    private readonly WebApplication app;

    private RegistryStub()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.2:0");
        app = builder.Build();
        app.Run(AnswerAsync);
    }

    public Uri Address { get; private set; } = null!;

    /// <summary>The paths that were asked for, oldest first.</summary>
    public IReadOnlyCollection<string> Asked => asked;

    public static async Task<RegistryStub> StartAsync(CancellationToken cancellationToken)
    {
        var stub = new RegistryStub();
        await stub.app.StartAsync(cancellationToken);
        stub.Address = new Uri(stub.app.Urls.Single());
        return stub;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        asked.Enqueue(path);
        switch (path)
        {
            case $"/{Package}":
                context.Response.ContentType = "application/json";
                await context.Response.WriteAsync(Document(), context.RequestAborted);
                break;
            case $"/{Package}.tgz":
                await context.Response.Body.WriteAsync(archive, context.RequestAborted);
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                break;
        }
    }

    private string Document() => $$"""
        {
          "name": "{{Package}}",
          "dist-tags": { "latest": "{{Version}}" },
          "versions": {
            "{{Version}}": {
              "name": "{{Package}}",
              "version": "{{Version}}",
              "dist": {
                "tarball": "{{Address}}{{Package}}.tgz",
                "integrity": "sha512-{{Convert.ToBase64String(SHA512.HashData(archive))}}"
              }
            }
          }
        }
        """;

    private static byte[] Archive()
    {
        using var bytes = new MemoryStream();
        using (var zip = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(zip, TarEntryFormat.Ustar))
        {
            Add(tar, "package/package.json", $$"""{"name":"{{Package}}","version":"{{Version}}","main":"index.js"}""");
            Add(tar, "package/index.js", Source);
        }

        return bytes.ToArray();
    }

    private static void Add(TarWriter tar, string path, string text)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, path) { DataStream = content });
    }
}
