using TmuxBuilder.Adapters.Aws.Tests.Cloud;
using TmuxBuilder.Contracts;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Adapters.Aws.Tests.Sites;

public sealed class CloudFrontSitePublisherTests : SitePublisherContract
{
    protected override async ValueTask<StoreWorld> OpenAsync() => await CloudWorld.OpenAsync();

    protected override async Task<string?> FetchAsync(Site site, string path) =>
        (await new Edge((CloudWorld)World).FetchAsync(site, path, Cancellation))?.Text;
}
