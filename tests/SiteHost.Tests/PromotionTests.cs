namespace TmuxBuilder.SiteHost.Tests;

public sealed class PromotionTests
{
    private const int Readers = 4;
    private const int Promotions = 200;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Readers_see_one_release_or_the_other_and_never_a_gap()
    {
        await using var host = await SiteHostFixture.StartAsync();
        var a = host.Upload(("index.html", "release a"));
        var b = host.Upload(("index.html", "release b, which is longer"));
        host.Promote(a);
        using var done = new CancellationTokenSource();

        var reading = Enumerable.Range(0, Readers).Select(_ => ReadAsync(host, done.Token)).ToList();
        for (var i = 0; i < Promotions; i++)
        {
            host.Promote(i % 2 == 0 ? b : a);
            var served = await host.ReadAsync("/");
            Assert.Equal(i % 2 == 0 ? "release b, which is longer" : "release a", served);
        }

        await done.CancelAsync();
        var seen = (await Task.WhenAll(reading)).SelectMany(answers => answers).ToHashSet();
        Assert.Subset(new HashSet<string> { "200 release a", "200 release b, which is longer" }, seen);
        Assert.NotEmpty(seen);
    }

    private static async Task<List<string>> ReadAsync(SiteHostFixture host, CancellationToken done)
    {
        var seen = new List<string>();
        do
        {
            using var response = await host.GetAsync("/");
            seen.Add($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync(Token)}");
        }
        while (!done.IsCancellationRequested);

        return seen;
    }
}
