using TmuxBuilder.Core.Resources;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Ports;

/// <summary>Knows everything made for a session: an intent before, a fact after, so that a crash leaks nothing.</summary>
public interface IResourceLedger
{
    /// <summary>Adds or replaces a line. A fact is never turned back into an intent.</summary>
    Task PutAsync(ResourceRecord record, CancellationToken cancellationToken);

    /// <summary>The session's lines, oldest first.</summary>
    Task<IReadOnlyList<ResourceRecord>> ListAsync(SessionId session, CancellationToken cancellationToken);

    /// <summary>Removes a line; absent is fine.</summary>
    Task RemoveAsync(SessionId session, ResourceKind kind, string id, CancellationToken cancellationToken);
}
