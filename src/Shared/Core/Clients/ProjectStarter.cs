using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Validation;

namespace TmuxBuilder.Core.Clients;

/// <summary>Starts further projects for people who are clients already.</summary>
public sealed class ProjectStarter(ISessionStore sessions, ClientProfiles profiles, CreateSession create)
{
    /// <summary>
    /// The client whom the caller's credential stands for, or <see langword="null"/> when it stands for none; an admin
    /// stands for whom they name.
    /// </summary>
    public async Task<ClientProfile?> OwnerAsync(Caller caller, string named, CancellationToken cancellationToken)
    {
        if (caller.IsAdmin)
        {
            return await OfEmailAsync(named, cancellationToken);
        }

        if (caller.Target is { } session)
        {
            return await profiles.OfAsync(session, cancellationToken);
        }

        if (caller.ProvedEmail is { } email)
        {
            return await OfEmailAsync(email, cancellationToken);
        }

        return caller.CookieSession is { } opened
            && await sessions.FindAsync(opened, cancellationToken) is { IsGone: false } seen
                ? await profiles.OfAsync(seen, cancellationToken)
                : null;
    }

    /// <summary>Creates a project of <paramref name="owner"/> and makes the request its first turn.</summary>
    /// <param name="name">What lists show; the client's name when empty.</param>
    public Task<Session> StartAsync(
        ClientProfile owner, string request, string name, By by, CancellationToken cancellationToken)
    {
        var contact = new Contact(owner.Name.Length > 0 ? owner.Name : owner.Email, owner.Email, owner.Phone, request);
        return create.CreateAsync(new NewSession(contact) { ProjectName = name }, by, cancellationToken);
    }

    private async Task<ClientProfile> OfEmailAsync(string email, CancellationToken cancellationToken)
    {
        var rows = await sessions.ListByEmailAsync(email, cancellationToken);
        return await profiles.OfAsync(email, rows is [var newest, ..] ? newest.Session : null, cancellationToken);
    }
}
