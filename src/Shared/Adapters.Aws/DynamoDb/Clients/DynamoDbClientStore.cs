using System.Text.Json;
using TmuxBuilder.Core.Clients;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Records;
using TmuxBuilder.Records.Clients;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Clients;

/// <summary>Clients' profiles in DynamoDB; addresses differ not by case.</summary>
internal sealed class DynamoDbClientStore(Tables tables) : IClientStore
{
    public async Task<ClientProfile?> FindAsync(string email, CancellationToken cancellationToken) =>
        await tables.Main.GetAsync(Keys.Profile(email), cancellationToken) is { } item
            ? JsonSerializer.Deserialize(item.Text(Attributes.Record), RecordJson.Stored.ClientRecordV1)?.ToProfile()
            : null;

    public Task SaveAsync(ClientProfile profile, CancellationToken cancellationToken) => tables.Main.PutAsync(
        Keys.Profile(profile.Email).ToItem().With(Attributes.Record, ClientRecordV1.Write(profile)),
        null,
        cancellationToken);
}
