using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Builder.Runs;

/// <summary>Writes what a worker learns of a session into its row, beside what others write there.</summary>
internal sealed class SessionBook(ISessionStore sessions, TimeProvider time)
{
    private const int Tries = 8;

    /// <summary>
    /// Changes the session as it is stored now, again when somebody else saved in between; <see langword="null"/> when
    /// it is absent or gone for clients.
    /// </summary>
    /// <exception cref="OwnershipLostException">The lease has passed on.</exception>
    /// <exception cref="StoreUnavailableException">Others kept winning.</exception>
    public async Task<Session?> ChangeAsync(
        LeaseToken lease, Func<Session, Session> change, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            if (await sessions.FindAsync(lease.Session, cancellationToken) is not { IsGone: false } session)
            {
                return null;
            }

            var changed = change(session);
            if (changed == session)
            {
                return session;
            }

            var outcome = await sessions.SaveAsync(
                changed with { UpdatedAt = time.GetUtcNow() }, lease, cancellationToken);
            if (outcome == SaveOutcome.LeaseLost)
            {
                throw new OwnershipLostException(
                    leaseLost: true, "The session was taken over while its row was saved.");
            }

            if (outcome == SaveOutcome.Saved)
            {
                return changed with { Version = session.Version + 1 };
            }
        }

        throw new StoreUnavailableException($"Session {lease.Session} was changed by others {Tries} times in a row.");
    }

    /// <summary>Says where the session stands, unless an admin paused or ended it.</summary>
    public Task<Session?> SetStateAsync(
        LeaseToken lease, SessionState state, string? reason, CancellationToken cancellationToken) =>
        ChangeAsync(lease, session => session.WorkedTo(state, reason), cancellationToken);
}
