using TmuxBuilder.Contracts;

namespace TmuxBuilder.Adapters.Embedded.Tests;

public sealed class SqliteSessionListTests : SessionListContract
{
    protected override ValueTask<StoreWorld> OpenAsync() => EmbeddedWorld.OpenAsync();
}
