using TmuxBuilder.Adapters.Aws.Tests.Cloud;
using TmuxBuilder.Contracts;
using TmuxBuilder.Core.Connections;

namespace TmuxBuilder.Adapters.Aws.Tests.Channels;

public sealed class ApiGatewayClientChannelTests : ClientChannelContract
{
    protected override async ValueTask<StoreWorld> OpenAsync() => await CloudWorld.OpenAsync();

    protected override async ValueTask<IListeningClient> ListenAsync(Connection connection) =>
        await CloudClient.OpenAsync(((CloudWorld)World).Account, connection.Id, Cancellation);
}
