using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Workspaces;

namespace TmuxBuilder.Core.Ports;

/// <summary>
/// Looks into session folders for admins. Nothing in such a folder is trusted: links are never followed.
/// </summary>
public interface ISessionFiles
{
    /// <summary>
    /// Names of what the folder holds, without dependencies and version control, at most 2,000; empty when there is no
    /// folder.
    /// </summary>
    Task<SessionListing> ListAsync(SessionId session, CancellationToken cancellationToken);

    /// <summary>
    /// Reads one regular file by its path below the folder (segments joined by <c>/</c>), at most
    /// <paramref name="maxBytes"/> of it; <see langword="null"/> when absent, not a regular file, reached through a
    /// link,
    /// holding keys, or outside.
    /// </summary>
    Task<SessionFile?> ReadAsync(SessionId session, string path, int maxBytes, CancellationToken cancellationToken);
}
