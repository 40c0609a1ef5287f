using TmuxBuilder.Contracts;

namespace TmuxBuilder.Adapters.Aws.Tests.DynamoDb;

public sealed class DynamoDbTurnStoreTests(Emulator emulator) : TurnStoreContract
{
    protected override ValueTask<StoreWorld> OpenAsync() => AwsWorld.OpenAsync(emulator);
}
