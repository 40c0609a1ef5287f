using TmuxBuilder.Contracts;

namespace TmuxBuilder.Adapters.Embedded.Tests;

public sealed class SqliteSessionStoreTests : SessionStoreContract
{
    protected override ValueTask<StoreWorld> OpenAsync() => EmbeddedWorld.OpenAsync();
}
