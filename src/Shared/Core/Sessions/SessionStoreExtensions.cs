using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Core.Sessions;

public static class SessionStoreExtensions
{
    private const int Tries = 8;

    private static readonly SessionBeginning Nothing = new();

    extension(ISessionStore sessions)
    {
        /// <summary>Stores a new session that begins with nothing.</summary>
        public Task<CreateOutcome> CreateAsync(Session session, CancellationToken cancellationToken) =>
            sessions.CreateAsync(session, Nothing, cancellationToken);

        /// <summary>
        /// Reads a session, changes it and saves it, again when somebody else saved in between. A change that gives the
        /// same session back saves nothing.
        /// </summary>
        /// <exception cref="StoreUnavailableException">Others kept winning.</exception>
        public async Task<SessionChange> ChangeAsync(
            SessionId id, Func<Session, Session> change, CancellationToken cancellationToken)
        {
            for (var attempt = 0; attempt < Tries; attempt++)
            {
                if (await sessions.FindAsync(id, cancellationToken) is not { } session)
                {
                    return new SessionChange(SaveOutcome.Absent, null);
                }

                var changed = change(session);
                if (changed == session)
                {
                    return new SessionChange(SaveOutcome.Saved, session);
                }

                if (await sessions.SaveAsync(changed, lease: null, cancellationToken) is var outcome
                    && outcome != SaveOutcome.Stale)
                {
                    return new SessionChange(outcome, outcome == SaveOutcome.Saved
                        ? changed with { Version = session.Version + 1 }
                        : null);
                }
            }

            throw new StoreUnavailableException($"Session {id} was changed by others {Tries} times in a row.");
        }
    }
}
