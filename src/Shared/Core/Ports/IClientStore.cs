using TmuxBuilder.Core.Clients;

namespace TmuxBuilder.Core.Ports;

/// <summary>Keeps clients' profiles by e-mail address.</summary>
public interface IClientStore
{
    /// <summary>Finds a profile, or <see langword="null"/> when the client saved none.</summary>
    Task<ClientProfile?> FindAsync(string email, CancellationToken cancellationToken);

    /// <summary>Adds or replaces a profile.</summary>
    Task SaveAsync(ClientProfile profile, CancellationToken cancellationToken);
}
