using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.SiteHost.Tests;

/// <summary>A host with sites before an API, on loopback, and a folder of sites to publish to.</summary>
internal sealed class SiteHostFixture : IAsyncDisposable
{
    public const string ApiAnswer = "the API";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tbs");
    private readonly WebApplication app;
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    private SiteHostFixture()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.UseSites(new SiteHostOptions { SitesFolder = folder.FullName });
        app.Run(context => context.Response.WriteAsync(ApiAnswer));
    }

    public string Bucket { get; } =
        SiteNames.Bucket(
            SessionId.New("someone@example.com", TimeProvider.System), "tea-shop", TimeProvider.System.GetUtcNow());

    public string SiteFolder => Path.Combine(folder.FullName, Bucket);

    public int Port => new Uri(app.Urls.Single()).Port;

    public string SiteHost => Bucket + ".localhost";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<SiteHostFixture> StartAsync()
    {
        var fixture = new SiteHostFixture();
        await fixture.app.StartAsync(Token);
        return fixture;
    }

    /// <summary>Writes a release whole and serves it, as a publisher does.</summary>
    public ReleaseId Publish(params (string Path, string Content)[] files)
    {
        var release = Upload(files);
        Promote(release);
        return release;
    }

    public ReleaseId Upload(params (string Path, string Content)[] files)
    {
        var release = ReleaseId.New(TimeProvider.System);
        foreach (var (path, content) in files)
        {
            var file = FileOf(release, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, content);
        }

        return release;
    }

    /// <param name="earlier">Those served before, the last first.</param>
    public void Promote(ReleaseId release, params ReleaseId[] earlier)
    {
        var fresh = Path.Combine(SiteFolder, $"current.{Guid.NewGuid():N}");
        File.WriteAllLines(fresh, earlier.Prepend(release).Select(id => id.Value));
        File.Move(fresh, Path.Combine(SiteFolder, "current"), overwrite: true);
    }

    /// <summary>Has the last promotion lie so far back.</summary>
    public void Age(TimeSpan age) => File.SetLastWriteTimeUtc(
        Path.Combine(SiteFolder, "current"), (TimeProvider.System.GetUtcNow() - age).UtcDateTime);

    /// <summary>Writes the release's manifest, which names these files.</summary>
    public void Describe(ReleaseId release, params string[] paths)
    {
        var files = paths.Select(path => (Path: path, Bytes: File.ReadAllBytes(FileOf(release, path))))
            .Select(file => new ReleaseFile(
                file.Path, file.Bytes.Length, Convert.ToHexStringLower(SHA256.HashData(file.Bytes))));
        var manifests = Directory.CreateDirectory(Path.Combine(SiteFolder, "manifests"));
        File.WriteAllText(Path.Combine(manifests.FullName, release.Value), new ReleaseManifest(files).Write());
    }

    public string FileOf(ReleaseId release, string path) => Path.Combine(SiteFolder, "releases", release.Value, path);

    public Task<HttpResponseMessage> GetAsync(
        string path, string? host = null, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, host, headers);

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string? host = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(new Uri(app.Urls.Single()), path));
        request.Headers.Host = host ?? SiteHost;
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await client.SendAsync(request, Token);
    }

    public async Task<string> ReadAsync(string path, string? host = null)
    {
        using var response = await GetAsync(path, host);
        return await response.Content.ReadAsStringAsync(Token);
    }

    /// <summary>Sends a request line no client library would send, and returns the answer as it came.</summary>
    public async Task<string> SendRawAsync(string target)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, Port, Token);
        await using var stream = socket.GetStream();
        var request = $"GET {target} HTTP/1.1\r\nHost: {SiteHost}\r\nConnection: close\r\n\r\n";
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), Token);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await reader.ReadToEndAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
