using TmuxBuilder.Adapters.Aws.Tests.Cloud;
using TmuxBuilder.Contracts;

namespace TmuxBuilder.Adapters.Aws.Tests.Doorbells;

public sealed class SqsDoorbellTests : DoorbellContract
{
    protected override async ValueTask<StoreWorld> OpenAsync() => await CloudWorld.OpenAsync();
}
