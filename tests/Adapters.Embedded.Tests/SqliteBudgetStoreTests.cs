using TmuxBuilder.Contracts;

namespace TmuxBuilder.Adapters.Embedded.Tests;

public sealed class SqliteBudgetStoreTests : BudgetStoreContract
{
    protected override ValueTask<StoreWorld> OpenAsync() => EmbeddedWorld.OpenAsync();
}
