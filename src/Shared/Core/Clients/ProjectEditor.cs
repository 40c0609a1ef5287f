using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Clients;

/// <summary>Renames and archives projects.</summary>
public sealed class ProjectEditor(ISessionStore sessions, TimeProvider time)
{
    /// <summary>
    /// Changes a project and returns it, or <see langword="null"/> when clients have no such project.
    /// </summary>
    public async Task<Session?> ChangeAsync(SessionId id, ProjectChange change, CancellationToken cancellationToken)
    {
        var saved = await sessions.ChangeAsync(id, session => Apply(session, change), cancellationToken);
        return saved.Session is { IsGone: false } session ? session : null;
    }

    private Session Apply(Session session, ProjectChange change)
    {
        var changed = session with
        {
            Name = change.Name ?? session.Name,
            Archived = change.Archived ?? session.Archived,
        };
        return session.IsGone || changed == session ? session : changed with { UpdatedAt = time.GetUtcNow() };
    }
}
