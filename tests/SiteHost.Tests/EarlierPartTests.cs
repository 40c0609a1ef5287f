using System.Net;

namespace TmuxBuilder.SiteHost.Tests;

/// <summary>What a page that was loaded before a promotion still asks for.</summary>
public sealed class EarlierPartTests : IAsyncLifetime
{
    private const string Hashed = "assets/app-4f9c01abd2e35f60.js";

    private SiteHostFixture host = null!;

    public async ValueTask InitializeAsync()
    {
        host = await SiteHostFixture.StartAsync();
        var old = host.Upload(
            ("index.html", "old"), (Hashed, "old script"), ("style.css", "old style"), ("gone.html", "old page"));
        var older = host.Upload(
            ("index.html", "older"), ("older.css", "older style"), ("app-0a1b2c3d4e5f6071.js", "older"));
        var present = host.Upload(("index.html", "new"), ("about.html", "new"));
        host.Promote(present, old, older);
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("/assets/app-4f9c01abd2e35f60.js", "old script")]
    [InlineData("/app-0a1b2c3d4e5f6071.js", "older")]
    public async Task A_part_with_a_hash_is_found_in_any_release_that_was_served(string path, string content)
    {
        host.Age(TimeSpan.FromDays(1));

        Assert.Equal(content, await host.ReadAsync(path));
    }

    [Fact]
    public async Task Any_other_part_is_found_in_the_release_before_while_its_pages_may_still_be_loading()
    {
        Assert.Equal("old style", await host.ReadAsync("/style.css"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("/older.css"));

        host.Age(TimeSpan.FromMinutes(2));

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("/style.css"));
    }

    [Fact]
    public async Task A_page_is_of_the_present_release_or_not_there() =>
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("/gone.html"));

    private async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var response = await host.GetAsync(path);
        return response.StatusCode;
    }
}
