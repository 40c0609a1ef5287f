using Amazon.DynamoDBv2.Model;
using TmuxBuilder.Adapters.Aws.DynamoDb;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Adapters.Aws.Tenants;

/// <summary>Keeps sessions' keys, their secrets sealed; of several who store at once, one wins.</summary>
internal sealed class TenantKeyStore(Tables tables, KeySeal seal)
{
    private const string KeyId = "key_id";
    private const string Sealed = "sealed";
    private const string Version = "version";
    private const string Proved = "proved";
    private const string Retired = "retired";
    private const string Rights = "rights";

    private Table Table => tables.Main;

    public async Task<StoredKeys?> FindAsync(SessionId session, CancellationToken cancellationToken) =>
        await Table.GetAsync(Keys.TenantKeys(session), cancellationToken) is { } item
            ? new StoredKeys(
                item.Text(KeyId),
                seal.Open(item[Sealed].B.ToArray(), OwnerOf(session, item.Text(KeyId))),
                item.Number(Version),
                item.Flag(Proved),
                item.TextOrNull(Retired),
                item.TextOrNull(Rights))
            : null;

    /// <summary>
    /// Stores keys in place of <paramref name="before"/>; false when somebody stored others meanwhile.
    /// </summary>
    public async Task<bool> PutAsync(
        SessionId session, StoredKeys? before, StoredKeys keys, CancellationToken cancellationToken)
    {
        var sealedSecret = seal.Seal(keys.Secret!, OwnerOf(session, keys.KeyId));
        var item = Keys.TenantKeys(session).ToItem()
            .With(KeyId, keys.KeyId)
            .With(Version, keys.Version)
            .With(Proved, keys.Proved)
            .With(Retired, keys.Retired)
            .With(Rights, keys.Rights);
        item[Sealed] = new AttributeValue { B = new MemoryStream(sealedSecret) };
        var condition = before is null
            ? Expression.Absent
            : new Expression("#version = :before", (":before", AttributeValue.Of(before.Version)));
        var written = await Table.PutAsync(item, condition, cancellationToken);

        // Refused by its own effect: the answer to an earlier try was lost.
        return written.Done
            || (written.Item?.TextOrNull(KeyId) == keys.KeyId && written.Item.Number(Version) == keys.Version);
    }

    public Task RemoveAsync(SessionId session, CancellationToken cancellationToken) =>
        Table.DeleteAsync(Keys.TenantKeys(session), condition: null, cancellationToken);

    private static string OwnerOf(SessionId session, string keyId) => $"{SiteNames.User(session)}/{keyId}";
}
