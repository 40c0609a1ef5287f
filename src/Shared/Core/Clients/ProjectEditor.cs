using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Clients;

/// <summary>Renames and archives projects.</summary>
public sealed class ProjectEditor(ISessionStore sessions, TimeProvider time)
{
    public const int MaxNameLength = 200;

    // A worker saves at turn boundaries only: losing the race eight times means that something is broken.
    private const int MaxAttempts = 8;

    /// <summary>Changes a project and returns it, or <see langword="null"/> when clients have no such project.</summary>
    public async Task<Session?> ChangeAsync(SessionId id, ProjectChange change, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (await sessions.FindAsync(id, cancellationToken) is not { IsGone: false } session)
            {
                return null;
            }

            var next = session with
            {
                Name = change.Name ?? session.Name,
                Archived = change.Archived ?? session.Archived,
                UpdatedAt = time.GetUtcNow(),
            };
            if (await sessions.SaveAsync(next, lease: null, cancellationToken) == SaveOutcome.Saved)
            {
                return next;
            }
        }

        throw new InvalidOperationException($"Session {id} changed {MaxAttempts} times while it was being saved.");
    }
}
