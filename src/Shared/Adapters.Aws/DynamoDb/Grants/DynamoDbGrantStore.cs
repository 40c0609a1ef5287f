using Amazon.DynamoDBv2.Model;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Grants;

/// <summary>
/// Bearer grants in DynamoDB. By secret, id and subject they are read as they are, so that what is revoked is so at
/// once; the list of a whole kind is an index in shards, which may lag. When a grant ends is looked at with every read.
/// </summary>
internal sealed class DynamoDbGrantStore(Tables tables) : IGrantStore
{
    private const int MaxListed = 200;

    public async Task AddAsync(Grant grant, CancellationToken cancellationToken)
    {
        var refusals = await tables.Main.TransactAsync(
            [
                tables.Main.Put(GrantItems.Write(grant), Expression.Absent),
                tables.Main.Put(
                    GrantItems.Leading(grant, Keys.GrantById(grant.Kind, grant.Id)), Expression.Absent),
                tables.Main.Put(GrantItems.Leading(grant, GrantItems.OfSubject(grant))),
            ],
            cancellationToken);
        if (refusals.Count > 0)
        {
            throw new InvalidOperationException($"There is a grant {grant.Kind} {grant.Id} already.");
        }
    }

    public async Task<Grant?> FindAsync(
        GrantKind kind, string secretHash, DateTimeOffset now, CancellationToken cancellationToken) =>
        await FindAsync(kind, secretHash, cancellationToken) is { } grant && IsOpen(grant, now) ? grant : null;

    public async Task<Grant?> RedeemAsync(
        GrantKind kind, string secretHash, DateTimeOffset now, CancellationToken cancellationToken) =>
        await FindAsync(kind, secretHash, cancellationToken) is { } grant
            && await RemoveAsync(grant, cancellationToken)
            && IsOpen(grant, now)
            ? grant
            : null;

    public async Task<IReadOnlyList<Grant>> ListAsync(
        GrantKind kind, string? subject, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var keys = subject is null
            ? await OfKindAsync(kind, now, cancellationToken)
            : await OfSubjectAsync(kind, subject, MaxListed, Open(now), cancellationToken);
        var found = await tables.Main.GetAllAsync(keys, cancellationToken);
        return
        [
            .. found.Values.Select(GrantItems.Read)
                .Where(grant => IsOpen(grant, now))
                .OrderByDescending(GrantItems.Place, StringComparer.Ordinal)
                .Take(MaxListed),
        ];
    }

    public async Task<bool> RevokeAsync(GrantKind kind, string id, CancellationToken cancellationToken) =>
        await tables.Main.GetAsync(Keys.GrantById(kind, id), cancellationToken) is { } leading
            && await FindAsync(kind, leading.Text(GrantItems.Hash), cancellationToken) is { } grant
            && await RemoveAsync(grant, cancellationToken);

    public async Task<int> RevokeAllAsync(GrantKind kind, string subject, CancellationToken cancellationToken)
    {
        var revoked = 0;
        foreach (var key in await OfSubjectAsync(kind, subject, int.MaxValue, null, cancellationToken))
        {
            if (await tables.Main.GetAsync(key, cancellationToken) is { } item
                && await RemoveAsync(GrantItems.Read(item), cancellationToken))
            {
                revoked++;
            }
        }

        return revoked;
    }

    private static bool IsOpen(Grant grant, DateTimeOffset now) => grant.ExpiresAt is not { } end || end > now;

    private static Expression Open(DateTimeOffset now) => new(
        $"attribute_not_exists(#{Attributes.Expires}) OR #{Attributes.Expires} > :now",
        (":now", AttributeValue.Of(now.UtcTicks)));

    private async Task<Grant?> FindAsync(GrantKind kind, string secretHash, CancellationToken cancellationToken) =>
        await tables.Main.GetAsync(Keys.Grant(kind, secretHash), cancellationToken) is { } item
            ? GrantItems.Read(item)
            : null;

    /// <summary>Removes a grant; false when another did.</summary>
    private async Task<bool> RemoveAsync(Grant grant, CancellationToken cancellationToken) =>
        await tables.Main.TransactAsync(
            [
                tables.Main.Delete(Keys.Grant(grant.Kind, grant.SecretHash), Expression.Present),
                tables.Main.Delete(Keys.GrantById(grant.Kind, grant.Id)),
                tables.Main.Delete(GrantItems.OfSubject(grant)),
            ],
            cancellationToken) is [];

    private async Task<List<ItemKey>> OfSubjectAsync(
        GrantKind kind, string subject, int count, Expression? filter, CancellationToken cancellationToken)
    {
        var query = new KeyQuery(Keys.OfGrants(kind, subject)) { Backwards = true, Filter = filter };
        var leading = await tables.Main.ListAsync(query, cancellationToken, count);
        return [.. leading.Select(item => Keys.Grant(kind, item.Text(GrantItems.Hash)))];
    }

    private async Task<List<ItemKey>> OfKindAsync(
        GrantKind kind, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var shards = await Task.WhenAll(Shards.All.Select(shard => tables.Main.ListAsync(
            new KeyQuery(Keys.GrantList(kind, shard))
            {
                Index = TableDefinition.Index1, Backwards = true, Filter = Open(now),
            },
            cancellationToken,
            MaxListed)));
        return
        [
            .. shards.SelectMany(items => items)
                .OrderByDescending(item => item.Text(TableDefinition.Index1.SortKey), StringComparer.Ordinal)
                .Take(MaxListed)
                .Select(ItemKey.Of),
        ];
    }
}
