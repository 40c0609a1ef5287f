using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Ports;

/// <summary>
/// Says "this session has something", and nothing more. A lost, late or doubled ring changes nothing.
/// </summary>
public interface IDoorbell
{
    /// <summary>Rings for a session; never waits for anybody to hear it.</summary>
    Task RingAsync(SessionId session, CancellationToken cancellationToken);

    /// <summary>Rings as they come, until cancelled; one that was given out is gone.</summary>
    IAsyncEnumerable<SessionId> ListenAsync(CancellationToken cancellationToken);
}
