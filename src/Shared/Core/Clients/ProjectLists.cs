using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Clients;

/// <summary>Lists projects with the profile of the client they belong to.</summary>
public sealed class ProjectLists(ISessionStore sessions, ClientProfiles profiles)
{
    /// <summary>One project, or <see langword="null"/> when clients have no such project.</summary>
    public async Task<ProjectList?> OfSessionAsync(SessionId id, CancellationToken cancellationToken) =>
        await sessions.FindRowAsync(id, cancellationToken) is { Session.IsGone: false } row
            ? new ProjectList(await profiles.OfAsync(row.Session, cancellationToken), [row])
            : null;

    /// <summary>Every project of an e-mail address that the caller has proved to own.</summary>
    public async Task<ProjectList> OfEmailAsync(string email, CancellationToken cancellationToken)
    {
        var rows = await sessions.ListByEmailAsync(email, cancellationToken);
        var newest = rows is [var first, ..] ? first.Session : null;
        return new ProjectList(await profiles.OfAsync(email, newest, cancellationToken), rows);
    }
}
