using TmuxBuilder.Core.Paging;
using TmuxBuilder.Core.Requests;

namespace TmuxBuilder.Core.Ports;

/// <summary>Keeps onboarding requests.</summary>
public interface IRequestStore
{
    /// <summary>Stores a new request.</summary>
    Task CreateAsync(BuildRequest request, CancellationToken cancellationToken);

    /// <summary>Finds a request, or <see langword="null"/>.</summary>
    Task<BuildRequest?> FindAsync(RequestId id, CancellationToken cancellationToken);

    /// <summary>
    /// Replaces a request that is still pending; false when it is absent or decided already: of several, one wins.
    /// </summary>
    Task<bool> DecideAsync(BuildRequest decided, CancellationToken cancellationToken);

    /// <summary>A page, newest first; <see langword="null"/> status = all. The total counts that status.</summary>
    /// <exception cref="InvalidCursorException">The cursor is not one of this list's.</exception>
    Task<Page<BuildRequest>> PageAsync(RequestStatus? status, PageRequest page, CancellationToken cancellationToken);

    /// <summary>
    /// Ids of pending requests created before <paramref name="before"/>, oldest first; at most
    /// <paramref name="limit"/>.
    /// </summary>
    Task<IReadOnlyList<RequestId>> ListPendingAsync(
        DateTimeOffset before, int limit, CancellationToken cancellationToken);

    /// <summary>Removes a request for good; false when there was none.</summary>
    Task<bool> DeleteAsync(RequestId id, CancellationToken cancellationToken);
}
