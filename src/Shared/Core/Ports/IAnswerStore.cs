using TmuxBuilder.Core.Limits;

namespace TmuxBuilder.Core.Ports;

/// <summary>
/// Keeps answers of unsafe calls for 24 hours, so that a repeat with the same key does nothing twice.
/// </summary>
public interface IAnswerStore
{
    /// <summary>
    /// Reserves a key (which names caller and route too) for the call with this body. Of parallel calls one begins.
    /// A reservation that was neither finished nor given up is free again after a minute.
    /// </summary>
    Task<AnswerLookup> BeginAsync(string key, string bodyHash, CancellationToken cancellationToken);

    /// <summary>Keeps the answer of a call that began.</summary>
    Task FinishAsync(string key, StoredAnswer answer, CancellationToken cancellationToken);

    /// <summary>Frees a key whose call did nothing (it failed), so that it may be tried again.</summary>
    Task AbandonAsync(string key, CancellationToken cancellationToken);
}
