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

    /// <summary>
    /// Pending uploads of any session that were announced before <paramref name="before"/>, in no order; at most
    /// <paramref name="limit"/>. One that became so a moment ago may be missing.
    /// </summary>
    Task<IReadOnlyList<Upload>> ListPendingAsync(
        DateTimeOffset before, int limit, CancellationToken cancellationToken);

    /// <summary>Removes an upload that is pending still; false when it is absent or complete.</summary>
    Task<bool> RemovePendingAsync(SessionId session, UploadId id, CancellationToken cancellationToken);
}
