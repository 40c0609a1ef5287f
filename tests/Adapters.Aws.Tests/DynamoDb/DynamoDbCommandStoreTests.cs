using TmuxBuilder.Contracts;

namespace TmuxBuilder.Adapters.Aws.Tests.DynamoDb;

public sealed class DynamoDbCommandStoreTests(Emulator emulator) : CommandStoreContract
{
    protected override ValueTask<StoreWorld> OpenAsync() => AwsWorld.OpenAsync(emulator);
}
