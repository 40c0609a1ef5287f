using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Paging;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Ports;

/// <summary>
/// Keeps the chat: what people read and what the agent answered. Turns add to it through <see cref="ITurnStore"/>.
/// </summary>
public interface IChatStore
{
    /// <summary>
    /// The newest lines, given oldest first; the cursor leads to the lines before them. Costs the same for any length.
    /// </summary>
    /// <exception cref="InvalidCursorException">The cursor is not one of this list's.</exception>
    Task<Page<ChatMessage>> PageAsync(SessionId session, PageRequest page, CancellationToken cancellationToken);

    /// <summary>The newest <paramref name="count"/> lines (at most 500), oldest first.</summary>
    Task<IReadOnlyList<ChatMessage>> TailAsync(SessionId session, int count, CancellationToken cancellationToken);

    /// <summary>
    /// Adds a line; one with an id stored before changes nothing. False when there is no such session or the lease has
    /// passed on.
    /// </summary>
    Task<bool> AddAsync(SessionId session, ChatMessage message, LeaseToken? lease, CancellationToken cancellationToken);

    /// <summary>
    /// Removes chat lines, ended turns and activity, and resets the live status. Numbers go on from where they were.
    /// Refused (false) while a turn runs.
    /// </summary>
    Task<bool> ClearAsync(SessionId session, CancellationToken cancellationToken);
}
