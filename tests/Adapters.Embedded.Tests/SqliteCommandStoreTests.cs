using TmuxBuilder.Contracts;

namespace TmuxBuilder.Adapters.Embedded.Tests;

public sealed class SqliteCommandStoreTests : CommandStoreContract
{
    protected override ValueTask<StoreWorld> OpenAsync() => EmbeddedWorld.OpenAsync();
}
