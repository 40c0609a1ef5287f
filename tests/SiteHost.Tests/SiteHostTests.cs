using System.Net;

namespace TmuxBuilder.SiteHost.Tests;

public sealed class SiteHostTests : IAsyncLifetime
{
    private SiteHostFixture host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => host = await SiteHostFixture.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("/", "home")]
    [InlineData("/?q=1", "home")]
    [InlineData("/index.html", "home")]
    [InlineData("/about/", "about")]
    [InlineData("/caf%C3%A9%20menu.html", "menu")]
    public async Task A_page_is_found_by_its_path(string path, string content)
    {
        host.Publish(("index.html", "home"), ("about/index.html", "about"), ("café menu.html", "menu"));

        using var response = await host.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(content, await response.Content.ReadAsStringAsync(Token));
    }

    [Theory]
    [InlineData("app.js", "text/javascript; charset=utf-8")]
    [InlineData("module.mjs", "text/javascript; charset=utf-8")]
    [InlineData("style.css", "text/css; charset=utf-8")]
    [InlineData("data.json", "application/json; charset=utf-8")]
    [InlineData("app.js.map", "application/json; charset=utf-8")]
    [InlineData("logo.svg", "image/svg+xml; charset=utf-8")]
    [InlineData("photo.webp", "image/webp")]
    [InlineData("font.woff2", "font/woff2")]
    [InlineData("code.wasm", "application/wasm")]
    [InlineData("strange.xyz", "application/octet-stream")]
    [InlineData("LICENSE", "application/octet-stream")]
    public async Task A_file_says_what_it_is(string name, string type)
    {
        host.Publish((name, "x"));

        using var response = await host.GetAsync("/" + name);

        Assert.Equal(type, response.Content.Headers.ContentType?.ToString());
    }

    [Fact]
    public async Task A_folder_without_its_slash_leads_to_the_one_with_it()
    {
        host.Publish(("index.html", "home"), ("über uns/index.html", "about"));

        using var response = await host.GetAsync("/%C3%BCber%20uns?x=1");

        Assert.Equal(HttpStatusCode.PermanentRedirect, response.StatusCode);
        Assert.Equal("/%C3%BCber%20uns/?x=1", response.Headers.GetValues("Location").Single());
    }

    [Theory]
    [InlineData("other.html")]
    [InlineData("other.htm")]
    [InlineData("more/OTHER.HTML")]
    public async Task What_is_not_there_is_a_small_page(string other)
    {
        host.Publish(("index.html", "home"), (other, "other"));

        using var response = await host.GetAsync("/nowhere");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("Page not found", await response.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task The_only_page_stands_for_every_path_without_an_extension()
    {
        host.Publish(("index.html", "the app"), ("app.js", "script"));

        Assert.Equal("the app", await host.ReadAsync("/orders/17"));
        Assert.Contains("Page not found", await host.ReadAsync("/missing.js"));
    }

    [Fact]
    public async Task A_second_page_ends_that()
    {
        host.Publish(("index.html", "the app"));
        var before = await host.ReadAsync("/orders/17");
        host.Publish(("index.html", "home"), ("sub/other.html", "other"));

        Assert.Equal("the app", before);
        Assert.Contains("Page not found", await host.ReadAsync("/orders/17"));
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    public async Task Only_reading_is_served(string method)
    {
        host.Publish(("index.html", "home"));

        using var response = await host.SendAsync(new HttpMethod(method), "/");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["GET", "HEAD"], response.Content.Headers.Allow);
    }

    [Fact]
    public async Task A_head_request_gets_the_head_only()
    {
        host.Publish(("index.html", "home"));

        using var response = await host.SendAsync(HttpMethod.Head, "/");

        Assert.Equal(4, response.Content.Headers.ContentLength);
        Assert.Equal("", await response.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task A_part_of_a_file_can_be_asked_for()
    {
        host.Publish(("video.mp4", "0123456789"));

        using var response = await host.GetAsync("/video.mp4", null, ("Range", "bytes=2-4"));

        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal("234", await response.Content.ReadAsStringAsync(Token));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/missing.html")]
    public async Task Every_answer_has_the_headers_that_protect_its_reader(string path)
    {
        host.Publish(("index.html", "home"));

        using var response = await host.GetAsync(path);

        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("strict-origin-when-cross-origin", response.Headers.GetValues("Referrer-Policy").Single());
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Only_names_with_a_hash_are_kept_for_ever()
    {
        host.Publish(
            ("index.html", "home"), ("assets/index-BxY1z2_a.js", "script"), ("images/menu-BxY1z2_a.jpg", "picture"));

        using var page = await host.GetAsync("/");
        using var picture = await host.GetAsync("/images/menu-BxY1z2_a.jpg");
        using var script = await host.GetAsync("/assets/index-BxY1z2_a.js");

        Assert.Equal("no-cache", page.Headers.CacheControl?.ToString());
        Assert.Equal("no-cache", picture.Headers.CacheControl?.ToString());
        Assert.Equal("public, max-age=31536000, immutable", script.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task What_the_reader_has_already_is_not_sent_again()
    {
        host.Publish(("index.html", "home"));
        using var first = await host.GetAsync("/");
        var tag = first.Headers.ETag!.ToString();

        using var again = await host.GetAsync("/", null, ("If-None-Match", tag));
        host.Publish(("index.html", "news"));
        using var changed = await host.GetAsync("/", null, ("If-None-Match", tag));

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal("no-cache", again.Headers.CacheControl?.ToString());
        Assert.Equal("news", await changed.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task An_older_release_that_is_served_again_is_not_taken_for_the_newer()
    {
        var first = host.Publish(("index.html", "old!"));
        File.SetLastWriteTimeUtc(host.FileOf(first, "index.html"), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        host.Publish(("index.html", "new!"));
        using var newer = await host.GetAsync("/");
        host.Promote(first);

        var since = newer.Content.Headers.GetValues("Last-Modified").Single();
        using var response = await host.GetAsync("/", null, ("If-Modified-Since", since));

        Assert.Equal("old!", await response.Content.ReadAsStringAsync(Token));
    }
}
