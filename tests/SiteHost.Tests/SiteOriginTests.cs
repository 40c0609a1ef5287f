using System.Net;

namespace TmuxBuilder.SiteHost.Tests;

public sealed class SiteOriginTests : IAsyncLifetime
{
    private SiteHostFixture host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await SiteHostFixture.StartAsync();
        host.Publish(("index.html", "home"));
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost:8000")]
    [InlineData("tmux-builder.example.com")]
    [InlineData("portal.localhost")]
    public async Task Other_hosts_pass(string name) =>
        Assert.Equal(SiteHostFixture.ApiAnswer, await host.ReadAsync("/api/health", name));

    [Theory]
    [InlineData("tmux-0123456789ab-tea-shop-20260204-072531.localhost")]
    [InlineData("tmux-0123456789ab-tea-shop-20260204-072531.localhost:8000")]
    [InlineData("TMUX-0123456789AB-TEA-SHOP-20260204-072531.LOCALHOST")]
    [InlineData("tmux-0123456789ab-tea-shop-20260204-072531.localhost.")]
    [InlineData("tmux-nonsense.localhost")]
    [InlineData("x.tmux-0123456789ab-tea-shop-20260204-072531.localhost")]
    [InlineData("tmux-0123456789ab-x.y-20260204-072531.localhost")]
    public async Task What_looks_like_a_site_but_is_none_reaches_nothing_else(string name)
    {
        using var response = await host.GetAsync("/api/health", name);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("No such site", await response.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task The_API_is_not_reachable_under_a_site()
    {
        using var read = await host.GetAsync("/api/config.json");
        using var write = await host.SendAsync(HttpMethod.Post, "/api/chat");

        Assert.Equal(HttpStatusCode.NotFound, read.StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, write.StatusCode);
    }

    [Theory]
    [InlineData("HOST")]
    [InlineData("host:8000")]
    [InlineData("host.")]
    public async Task A_host_name_means_the_same_in_every_spelling(string spelling)
    {
        var name = spelling
            .Replace("host", host.SiteHost, StringComparison.Ordinal)
            .Replace("HOST", host.SiteHost.ToUpperInvariant(), StringComparison.Ordinal);

        Assert.Equal("home", await host.ReadAsync("/", name));
    }

    [Fact]
    public async Task A_site_that_was_removed_is_gone_at_once()
    {
        var before = await host.ReadAsync("/");
        Directory.Delete(host.SiteFolder, recursive: true);

        Assert.Equal("home", before);
        Assert.Contains("No such site", await host.ReadAsync("/"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../elsewhere")]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("0123456789abcdef0123456789abcdef")]
    public async Task A_site_without_a_current_release_is_none(string current)
    {
        await File.WriteAllTextAsync(Path.Combine(host.SiteFolder, "current"), current, Token);

        Assert.Contains("No such site", await host.ReadAsync("/"));
    }
}
