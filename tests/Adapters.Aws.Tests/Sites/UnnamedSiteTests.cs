using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Adapters.Aws.Tests.Sites;

/// <summary>Sites without a domain of the platform's own: the CDN chooses their addresses.</summary>
public sealed class UnnamedSiteTests : SiteTest
{
    [Fact]
    public async Task A_sites_record_tells_the_address_that_the_cdn_chose()
    {
        var site = await HeldSiteAsync();

        await PublishAsync(site, ("index.html", "one"));
        await Publisher.EnsureAsync(site, Cancellation);

        var found = await Edge.FindAsync(site.Bucket, Cancellation);
        var stored = await World.Get<ISiteStore>().FindAsync(site.Id, Cancellation);
        Assert.Equal($"https://{found!.DomainName}/", stored!.Url);
        Assert.True(found.Aliases?.Quantity is null or 0);
        Assert.Equal("one", await FetchAsync(site, ""));
    }

    [Fact]
    public void Until_then_an_address_leads_nowhere_and_to_no_other_site()
    {
        Assert.NotEqual(Publisher.UrlOf("tmux-one").Host, Publisher.UrlOf("tmux-other").Host);
        Assert.EndsWith(".invalid", Publisher.UrlOf("tmux-one").Host, StringComparison.Ordinal);
    }

    private protected override AwsOptions Adjust(AwsOptions options) =>
        options with { Sites = options.Sites with { Domain = "", CertificateArn = "" } };
}
