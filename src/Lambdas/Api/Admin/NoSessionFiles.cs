using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Workspaces;

namespace TmuxBuilder.Api.Admin;

/// <summary>The files of a host that has no session folders: none.</summary>
internal sealed class NoSessionFiles : ISessionFiles
{
    public Task<SessionListing> ListAsync(SessionId session, CancellationToken cancellationToken) =>
        Task.FromResult(SessionListing.Empty);

    public Task<SessionFile?> ReadAsync(
        SessionId session, string path, int maxBytes, CancellationToken cancellationToken) =>
        Task.FromResult<SessionFile?>(null);
}
