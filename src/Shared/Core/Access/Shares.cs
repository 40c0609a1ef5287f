using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Connections;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Access;

/// <summary>Read-only links to a session. A share's secret is shown once and says nothing of the guid.</summary>
public sealed class Shares(
    IGrantStore grants, GrantIssuer issuer, ConnectionCloser closer, AuditTrail audit, TimeProvider time)
{
    /// <summary>Shares one session may have at a time.</summary>
    public const int Max = 50;

    /// <summary>Makes a share, or <see langword="null"/> when the session has fifty.</summary>
    public async Task<(
        Grant Grant, string Secret)?> CreateAsync(SessionId session, By by, CancellationToken cancellationToken)
    {
        if ((await ListAsync(session, cancellationToken)).Count >= Max)
        {
            return null;
        }

        var share = await issuer.IssueAsync(GrantKind.Share, session.Value, "", lifetime: null, cancellationToken);
        await audit.RecordAsync(by, "share.create", session, ("share", share.Grant.Id));
        return share;
    }

    /// <summary>The session's shares, newest first.</summary>
    public Task<IReadOnlyList<Grant>> ListAsync(SessionId session, CancellationToken cancellationToken) =>
        grants.ListAsync(GrantKind.Share, session.Value, time.GetUtcNow(), cancellationToken);

    /// <summary>Ends a share and the sockets opened with it; false when the session has no such share.</summary>
    public async Task<bool> RevokeAsync(SessionId session, string shareId, By by, CancellationToken cancellationToken)
    {
        var own = await ListAsync(session, cancellationToken);
        if (!own.Any(share => share.Id == shareId)
            || !await grants.RevokeAsync(GrantKind.Share, shareId, cancellationToken))
        {
            return false;
        }

        await closer.CloseShareAsync(session, shareId, cancellationToken);
        await audit.RecordAsync(by, "share.revoke", session, ("share", shareId));
        return true;
    }
}
