using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Clients;

/// <summary>Clients' profiles, kept by e-mail address and made from a session while the client saved none.</summary>
public sealed class ClientProfiles(IClientStore clients)
{
    /// <summary>The profile of the client whom <paramref name="session"/> belongs to.</summary>
    public async Task<ClientProfile> OfAsync(Session session, CancellationToken cancellationToken) =>
        await clients.FindAsync(session.Email, cancellationToken)
        ?? new ClientProfile(
            session.Email, session.ClientName, session.Phone, AvatarUrl: "", ClientProfile.DefaultTheme);

    /// <summary>The profile of a proved e-mail address whose newest session, if any, is given.</summary>
    public async Task<ClientProfile> OfAsync(string email, Session? newest, CancellationToken cancellationToken) =>
        newest is not null
            ? await OfAsync(newest, cancellationToken)
            : await clients.FindAsync(email, cancellationToken)
                ?? new ClientProfile(email, Name: "", Phone: "", AvatarUrl: "", ClientProfile.DefaultTheme);

    /// <summary>Saves a change of the profile of the client whom <paramref name="session"/> belongs to.</summary>
    public async Task<ClientProfile> ChangeAsync(
        Session session, ProfileChange change, CancellationToken cancellationToken)
    {
        var profile = await OfAsync(session, cancellationToken);
        var next = profile with
        {
            Name = change.Name ?? profile.Name,
            Phone = change.Phone ?? profile.Phone,
            AvatarUrl = change.AvatarUrl ?? profile.AvatarUrl,
            Theme = change.Theme ?? profile.Theme,
        };
        await clients.SaveAsync(next, cancellationToken);
        return next;
    }
}
