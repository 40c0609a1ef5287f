using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Uploads;

namespace TmuxBuilder.Core.Ports;

/// <summary>Knows the files of sessions; the bytes are in the blob store.</summary>
public interface IUploadStore
{
    /// <summary>Adds or replaces an upload.</summary>
    Task SaveAsync(Upload upload, CancellationToken cancellationToken);

    /// <summary>Finds an upload of the session; <see langword="null"/> when absent or another session's.</summary>
    Task<Upload?> FindAsync(SessionId session, UploadId id, CancellationToken cancellationToken);

    /// <summary>The session's complete uploads, oldest first.</summary>
    Task<IReadOnlyList<Upload>> ListAsync(SessionId session, CancellationToken cancellationToken);
}
