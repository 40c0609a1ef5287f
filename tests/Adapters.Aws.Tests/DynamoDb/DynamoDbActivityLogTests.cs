using TmuxBuilder.Contracts;

namespace TmuxBuilder.Adapters.Aws.Tests.DynamoDb;

public sealed class DynamoDbActivityLogTests(Emulator emulator) : ActivityLogContract
{
    protected override ValueTask<StoreWorld> OpenAsync() => AwsWorld.OpenAsync(emulator);
}
