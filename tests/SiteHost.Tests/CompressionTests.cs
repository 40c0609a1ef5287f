using System.IO.Compression;
using System.Net;

namespace TmuxBuilder.SiteHost.Tests;

public sealed class CompressionTests : IAsyncLifetime
{
    private static readonly string Text = string.Concat(Enumerable.Repeat("bread from a wood-fired oven ", 100));

    private SiteHostFixture host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => host = await SiteHostFixture.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("br;q=0, gzip;q=0.5", "gzip")]
    [InlineData("*", "br")]
    public async Task Text_is_packed_as_its_reader_takes_it(string accepted, string encoding)
    {
        host.Publish(("index.html", "x"), ("app.js", Text));

        using var response = await host.GetAsync("/app.js", null, ("Accept-Encoding", accepted));

        Assert.Equal([encoding], response.Content.Headers.ContentEncoding);
        Assert.Contains("Accept-Encoding", response.Headers.Vary);
        Assert.Equal("text/javascript; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        await using var packed = await response.Content.ReadAsStreamAsync(Token);
        await using Stream plain = encoding == "br"
            ? new BrotliStream(packed, CompressionMode.Decompress)
            : new GZipStream(packed, CompressionMode.Decompress);
        using var reader = new StreamReader(plain);
        Assert.Equal(Text, await reader.ReadToEndAsync(Token));
    }

    [Theory]
    [InlineData("app.js", "identity")]
    [InlineData("app.js", "br;q=0")]
    [InlineData("app.js", "zstd")]
    [InlineData("photo.webp", "br")]
    [InlineData("small.js", "br")]
    public async Task What_is_not_worth_it_or_not_taken_comes_as_it_is(string name, string accepted)
    {
        host.Publish(("app.js", Text), ("photo.webp", Text), ("small.js", "let a"));

        using var response = await host.GetAsync("/" + name, null, ("Accept-Encoding", accepted));

        Assert.Empty(response.Content.Headers.ContentEncoding);
        Assert.Equal(name == "small.js" ? "let a" : Text, await response.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task Packed_bytes_have_a_tag_of_their_own_and_are_not_sent_twice()
    {
        host.Publish(("app.js", Text));
        using var plain = await host.GetAsync("/app.js");
        using var packed = await host.GetAsync("/app.js", null, ("Accept-Encoding", "br"));
        var tag = packed.Headers.ETag!.ToString();

        Assert.NotEqual(plain.Headers.ETag!.ToString(), tag);
        using var again = await host.GetAsync("/app.js", null, ("Accept-Encoding", "br"), ("If-None-Match", tag));

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Contains("Accept-Encoding", again.Headers.Vary);
    }

    [Fact]
    public async Task A_part_of_a_file_is_a_part_of_its_own_bytes()
    {
        host.Publish(("app.js", Text));

        using var response = await host.GetAsync(
            "/app.js", null, ("Accept-Encoding", "br"), ("Range", "bytes=6-9"));

        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal("from", await response.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task Only_what_the_manifest_names_is_of_the_release()
    {
        var release = host.Publish(("index.html", "x"), ("app.js", Text), ("left-over.js", "x"));
        host.Describe(release, "index.html", "app.js");

        Assert.Equal(Text, await host.ReadAsync("/app.js"));
        using var response = await host.GetAsync("/left-over.js");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}
