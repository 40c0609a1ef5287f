using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Adapters.Aws.DynamoDb.Sessions;
using TmuxBuilder.Contracts;

namespace TmuxBuilder.Adapters.Aws.Tests.DynamoDb;

/// <summary>Lists where every prefix has too many matches to sort.</summary>
public sealed class DynamoDbSessionWalkTests(Emulator emulator) : SessionListContract
{
    protected override async ValueTask<StoreWorld> OpenAsync() => await AwsWorld.OpenOwnAsync(
        emulator, configure: services => services.AddSingleton(new SearchBounds(0, 2, 100)));
}
