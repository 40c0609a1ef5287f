namespace TmuxBuilder.SiteHost.Tests;

public sealed class TraversalTests : IAsyncLifetime
{
    private const string Secret = "a secret outside the release";

    private SiteHostFixture host = null!;

    public async ValueTask InitializeAsync()
    {
        host = await SiteHostFixture.StartAsync();
        var release = host.Publish(
            ("index.html", "home"),
            ("other.html", "other"),
            (".env", Secret),
            (".git/config.txt", Secret),
            ("sub/a.txt", "a"));
        Directory.CreateDirectory(Path.Combine(host.SiteFolder, "outside"));
        foreach (var outside in (string[])["secret.txt", "outside/secret.txt", "outside/index.html"])
        {
            var path = Path.Combine(host.SiteFolder, outside);
            await File.WriteAllTextAsync(path, Secret, TestContext.Current.CancellationToken);
        }

        File.CreateSymbolicLink(host.FileOf(release, "link.txt"), Path.Combine(host.SiteFolder, "secret.txt"));
        File.CreateSymbolicLink(host.FileOf(release, "relative.txt"), "../../secret.txt");
        Directory.CreateSymbolicLink(host.FileOf(release, "folder"), Path.Combine(host.SiteFolder, "outside"));
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("/../../secret.txt")]
    [InlineData("/sub/../../../secret.txt")]
    [InlineData("/%2e%2e/%2e%2e/secret.txt")]
    [InlineData("/%2E%2E%2F%2E%2E%2Fsecret.txt")]
    [InlineData("/..%2f..%2fsecret.txt")]
    [InlineData("/..%252f..%252fsecret.txt")]
    [InlineData("/%252e%252e/%252e%252e/secret.txt")]
    [InlineData("/..%5c..%5csecret.txt")]
    [InlineData("/..\\..\\secret.txt")]
    [InlineData("/..%c0%af..%c0%afsecret.txt")]
    [InlineData("/sub/..%00/secret.txt")]
    [InlineData("/secret.txt%00.html")]
    [InlineData("//etc/passwd")]
    [InlineData("/%2fetc/passwd")]
    [InlineData("/./.env")]
    [InlineData("/.env")]
    [InlineData("/%2eenv")]
    [InlineData("/.git/config.txt")]
    [InlineData("/link.txt")]
    [InlineData("/relative.txt")]
    [InlineData("/folder/secret.txt")]
    [InlineData("/folder/")]
    [InlineData("/folder")]
    [InlineData("/sub//a.txt")]
    [InlineData("/sub%2fa.txt")]
    [InlineData("/sub")]
    [InlineData("/index.html/")]
    public async Task Nothing_outside_the_release_or_hidden_in_it_is_served(string target)
    {
        var answer = await host.SendRawAsync(target);

        Assert.Matches("^HTTP/1.1 40[04] ", answer);
        Assert.DoesNotContain(Secret, answer);
        Assert.DoesNotContain("root:", answer);
    }

    [Fact]
    public async Task A_path_longer_than_any_file_has_is_not_found()
    {
        var answer = await host.SendRawAsync("/" + new string('a', 5000));

        Assert.StartsWith("HTTP/1.1 404 ", answer);
    }
}
