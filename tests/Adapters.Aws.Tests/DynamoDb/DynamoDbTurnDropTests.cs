using TmuxBuilder.Contracts;

namespace TmuxBuilder.Adapters.Aws.Tests.DynamoDb;

public sealed class DynamoDbTurnDropTests(Emulator emulator) : TurnDropContract
{
    protected override ValueTask<StoreWorld> OpenAsync() => AwsWorld.OpenAsync(emulator);
}
