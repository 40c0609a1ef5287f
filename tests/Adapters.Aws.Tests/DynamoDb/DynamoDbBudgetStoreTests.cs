using TmuxBuilder.Contracts;

namespace TmuxBuilder.Adapters.Aws.Tests.DynamoDb;

public sealed class DynamoDbBudgetStoreTests(Emulator emulator) : BudgetStoreContract
{
    protected override ValueTask<StoreWorld> OpenAsync() => AwsWorld.OpenAsync(emulator);
}
