using TmuxBuilder.Adapters.Aws.DynamoDb.Heads;
using TmuxBuilder.Adapters.Aws.DynamoDb.Sessions;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Sites;

/// <summary>
/// Removes all sites and releases of a session, the sites last, since they lead to what is to be removed with them.
/// </summary>
internal sealed class SiteRemoval(Tables tables, SessionHeads heads) : ISessionErasing
{
    private const int AtOnce = 50;

    /// <summary>False when the lease has passed on: each step is refused then.</summary>
    public async Task<bool> RunAsync(LeaseToken lease, CancellationToken cancellationToken)
    {
        foreach (var some in (await KeysAsync(lease.Session, cancellationToken)).Chunk(AtOnce))
        {
            if (await tables.Main.TransactAsync(
                [heads.Holds(lease), .. some.Select(key => tables.Main.Delete(key))], cancellationToken) is not [])
            {
                return false;
            }
        }

        // Where nothing is to be removed, the lease is asked all the same.
        return await heads.FindAsync(lease.Session, cancellationToken) is { } head && head.Holds(lease);
    }

    /// <summary>What leads to the sites; they themselves go with the session's partition.</summary>
    public async Task EraseAsync(Session session, CancellationToken cancellationToken) =>
        await tables.Main.DeleteAllAsync(await KeysAsync(session.Id, cancellationToken), cancellationToken);

    public Task ForgetAsync(string email, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Releases, then of each site what leads to it and it itself.</summary>
    private async Task<List<ItemKey>> KeysAsync(SessionId session, CancellationToken cancellationToken)
    {
        var releases = await tables.Main.ListAsync(
            KeyQuery.Beginning(Keys.OfSession(session), Keys.Releases), cancellationToken);
        var sites = await tables.Main.ListAsync(
            KeyQuery.Beginning(Keys.OfSession(session), Keys.Sites), cancellationToken);
        return
        [
            .. releases.Select(ItemKey.Of),
            .. sites.Select(SiteItems.Read).SelectMany(site => new[]
            {
                Keys.Bucket(site.Bucket), Keys.SiteById(site.Id), Keys.Site(session, site.Id),
            }),
        ];
    }
}
