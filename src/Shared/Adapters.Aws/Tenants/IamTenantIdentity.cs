using Microsoft.Extensions.Logging;
using TmuxBuilder.Adapters.Aws.Calls;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Resources;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Adapters.Aws.Tenants;

/// <summary>
/// Gives each session a user of IAM with a policy, a boundary and one key. Keys are stored before they are used, so
/// that of several who make some at once all get the same, and deleted at IAM before they are forgotten here.
/// </summary>
internal sealed partial class IamTenantIdentity(
    TenantUsers users,
    TenantKeyStore store,
    TenantProbe probe,
    LedgerLines lines,
    AwsOptions options,
    ILogger<IamTenantIdentity> logger) : ITenantIdentity, IDisposable
{
    private const string What = "The session's own identity";
    private static readonly Dictionary<string, string> NoMetadata = [];

    private readonly KeyedLocks locks = new();

    private bool IsOff => options.Tenants.Access == TenantAccess.None;

    public Task<TenantKeys?> EnsureAsync(SessionId session, CancellationToken cancellationToken) =>
        DoAsync(session, EnsureNowAsync, cancellationToken);

    public Task<TenantKeys?> RotateAsync(SessionId session, CancellationToken cancellationToken) =>
        DoAsync(
            session,
            async (id, token) => await RenewAsync(id, await store.FindAsync(id, token), token),
            cancellationToken);

    public Task<IReadOnlyList<string>> HostsAsync(SessionId session, CancellationToken cancellationToken) => IsOff
        ? Task.FromResult<IReadOnlyList<string>>([])
        : AwsFaults.ReachAsync(What, () => HostsNowAsync(session, cancellationToken), cancellationToken);

    public Task RevokeAsync(SessionId session, CancellationToken cancellationToken) => locks.HoldAsync(
        session.Value,
        () => AwsFaults.ReachAsync(What, () => RevokeNowAsync(session, cancellationToken), cancellationToken),
        cancellationToken);

    public void Dispose() => locks.Dispose();

    private async Task<IReadOnlyList<string>> HostsNowAsync(SessionId session, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(session, cancellationToken) is not { Secret: not null })
        {
            return [];
        }

        // A bucket's name alone proves nothing: anybody may make one that begins like the session's.
        var buckets = await lines.ListFactsAsync(session, ResourceKind.Bucket, cancellationToken);
        return TenantHosts.Of(options.Region, buckets);
    }

    private Task<TenantKeys?> DoAsync(
        SessionId session,
        Func<SessionId, CancellationToken, Task<TenantKeys>> act,
        CancellationToken cancellationToken) => IsOff
        ? Task.FromResult<TenantKeys?>(null)
        : locks.HoldAsync<TenantKeys?>(
            session.Value,
            async () => await AwsFaults.ReachAsync(
                What, () => act(session, cancellationToken), cancellationToken),
            cancellationToken);

    private async Task<TenantKeys> EnsureNowAsync(SessionId session, CancellationToken cancellationToken)
    {
        var stored = await store.FindAsync(session, cancellationToken);
        var active = await users.ListKeysAsync(session, activeOnly: true, cancellationToken);
        return stored is { Secret: not null } && active.Contains(stored.KeyId)
            ? await FinishAsync(session, await WithRightsAsync(session, stored, cancellationToken), cancellationToken)
            : await RenewAsync(session, stored, cancellationToken);
    }

    /// <summary>Sets the user's rights anew when they are others than those it was made with.</summary>
    private async Task<StoredKeys> WithRightsAsync(
        SessionId session, StoredKeys stored, CancellationToken cancellationToken)
    {
        if (stored.Rights == users.RightsOf(session))
        {
            return stored;
        }

        await users.EnsureAsync(session, cancellationToken);
        var set = stored with { Version = stored.Version + 1, Rights = users.RightsOf(session) };
        return await store.PutAsync(session, stored, set, cancellationToken) ? set : stored;
    }

    /// <summary>Makes new keys in place of those stored.</summary>
    private async Task<TenantKeys> RenewAsync(
        SessionId session, StoredKeys? before, CancellationToken cancellationToken)
    {
        await lines.PutAsync(
            session, ResourceKind.User, SiteNames.User(session), ResourceStage.Intent, NoMetadata, cancellationToken);
        await users.EnsureAsync(session, cancellationToken);
        var key = await users.CreateKeyAsync(session, before?.KeyId, cancellationToken);
        var fresh = new StoredKeys(
            key.AccessKeyId,
            key.SecretAccessKey,
            (before?.Version ?? 0) + 1,
            Proved: false,
            before?.KeyId,
            users.RightsOf(session));
        if (await store.PutAsync(session, before, fresh, cancellationToken))
        {
            LogMade(session, key.AccessKeyId);
            return await FinishAsync(session, fresh, cancellationToken);
        }

        await users.DeleteKeyAsync(session, key.AccessKeyId, cancellationToken);
        return await store.FindAsync(session, cancellationToken) is { Secret: not null } winner
            ? await FinishAsync(session, winner, cancellationToken)
            : throw new StoreUnavailableException("The session's keys changed just now; try again.");
    }

    /// <summary>What is left to do of keys that are stored: they are proved, then those before them deleted.</summary>
    private async Task<TenantKeys> FinishAsync(
        SessionId session, StoredKeys keys, CancellationToken cancellationToken)
    {
        if (!keys.Proved || keys.Retired is not null)
        {
            await probe.ProveAsync(keys.KeyId, keys.Secret!, users.ArnOf(session), cancellationToken);
            if (keys.Retired is { } retired)
            {
                await users.DeleteKeyAsync(session, retired, cancellationToken);
            }

            var done = keys with { Version = keys.Version + 1, Proved = true, Retired = null };
            await store.PutAsync(session, keys, done, cancellationToken);
            await lines.PutAsync(
                session, ResourceKind.User, SiteNames.User(session), ResourceStage.Fact, NoMetadata, cancellationToken);
        }

        return new TenantKeys(SiteNames.User(session), keys.KeyId, keys.Secret!, options.Region);
    }

    private async Task<bool> RevokeNowAsync(SessionId session, CancellationToken cancellationToken)
    {
        if (IsOff && await store.FindAsync(session, cancellationToken) is null)
        {
            // Nothing was ever made, and the platform may have no right to look.
            return false;
        }

        await users.RemoveAsync(session, cancellationToken);
        await store.RemoveAsync(session, cancellationToken);
        await lines.RemoveAsync(session, ResourceKind.User, SiteNames.User(session), cancellationToken);
        LogRevoked(session);
        return true;
    }

    [LoggerMessage(LogLevel.Information, "Session {SessionId}: key {KeyId} is made")]
    private partial void LogMade(SessionId sessionId, string keyId);

    [LoggerMessage(LogLevel.Information, "Session {SessionId}: its identity is removed")]
    private partial void LogRevoked(SessionId sessionId);
}
