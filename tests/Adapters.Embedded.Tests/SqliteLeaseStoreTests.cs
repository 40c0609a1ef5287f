using TmuxBuilder.Contracts;

namespace TmuxBuilder.Adapters.Embedded.Tests;

public sealed class SqliteLeaseStoreTests : LeaseStoreContract
{
    protected override ValueTask<StoreWorld> OpenAsync() => EmbeddedWorld.OpenAsync();
}
