using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Connections;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Sockets.Protocol;

namespace TmuxBuilder.Sockets.Admission;

/// <summary>Decides who may open a socket and what it is shown, on any host.</summary>
public sealed class SocketAdmission(
    ISessionStore sessions, IGrantStore grants, ILimitStore limits, SocketOptions options, TimeProvider time)
{
    private const int MaxTicketLength = 128;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly OriginRule origins = new(options);

    /// <summary>The connection, or why there is none. A ticket is used up only when all else is well.</summary>
    public async Task<(Admitted? Admitted, SocketClose? Refusal)> AdmitAsync(
        SocketCall call, CancellationToken cancellationToken)
    {
        if (SocketKey.Parse(call.Id) is not { } key)
        {
            return (null, SocketClose.BadId);
        }

        if (!origins.Allows(call.Origin, call.Host))
        {
            return (null, SocketClose.BadOrigin);
        }

        if (await limits.TakeAsync(
            $"socket:{call.Address}", options.HandshakesPerMinute, Window, cancellationToken) is not null)
        {
            return (null, SocketClose.TooMany);
        }

        var shareHash = key.ShareSecret is { } secret ? Secret.Hash(secret) : null;
        var share = shareHash is null ? null : await FindShareAsync(shareHash, cancellationToken);
        if ((key.Guid ?? SubjectOf(share)) is not { } session || !await IsThereAsync(session, cancellationToken))
        {
            return (null, SocketClose.NoSession);
        }

        if (share is not null)
        {
            return (Admit(session, Role.Share, share.Id, shareHash), null);
        }

        if (string.IsNullOrEmpty(call.Ticket))
        {
            return (Admit(session, Role.Client, session.Value, null), null);
        }

        return await RedeemAsync(call.Ticket, session, cancellationToken) is { } ticket
            ? (Admit(session, Role.Admin, session.Value, null) with { Admin = ticket.Label }, null)
            : (null, SocketClose.BadTicket);
    }

    /// <summary>Why an open socket is no longer allowed; <see langword="null"/> while it is.</summary>
    public async Task<SocketClose?> ReviewAsync(Admitted admitted, CancellationToken cancellationToken)
    {
        if (!await IsThereAsync(admitted.Connection.Session, cancellationToken))
        {
            return SocketClose.NoSession;
        }

        return admitted.ShareHash is { } hash && await FindShareAsync(hash, cancellationToken) is null
            ? SocketClose.NoLongerAllowed("The share was revoked.")
            : null;
    }

    private async Task<Grant?> RedeemAsync(string ticket, SessionId session, CancellationToken cancellationToken)
    {
        var grant = ticket.Length <= MaxTicketLength
            ? await grants.RedeemAsync(
                GrantKind.SocketTicket, Secret.Hash(ticket), time.GetUtcNow(), cancellationToken)
            : null;
        return SubjectOf(grant) == session ? grant : null;
    }

    private Task<Grant?> FindShareAsync(string hash, CancellationToken cancellationToken) =>
        grants.FindAsync(GrantKind.Share, hash, time.GetUtcNow(), cancellationToken);

    private async Task<bool> IsThereAsync(SessionId session, CancellationToken cancellationToken) =>
        await sessions.FindAsync(session, cancellationToken) is { IsGone: false };

    private static SessionId? SubjectOf(Grant? grant) =>
        SessionId.TryParse(grant?.Subject, null, out var session) ? session : null;

    private Admitted Admit(SessionId session, Role role, string publicId, string? shareHash) => new(
        new Connection(Secret.New(), session, role, publicId, Live: true, time.GetUtcNow()), shareHash);
}
