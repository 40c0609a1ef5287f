using TmuxBuilder.Adapters.Aws.Tests.Cloud;
using TmuxBuilder.Contracts;

namespace TmuxBuilder.Adapters.Aws.Tests.Files;

public sealed class S3BlobStoreTests : BlobStoreContract
{
    protected override async ValueTask<StoreWorld> OpenAsync() => await CloudWorld.OpenAsync();
}
