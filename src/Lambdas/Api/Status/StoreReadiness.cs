using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Api.Status;

/// <summary>The state store answers.</summary>
internal sealed class StoreReadiness(ISessionStore sessions) : IReadinessCheck
{
    private static readonly SessionId Nobody = SessionId.Parse(new string('0', SessionId.Length));

    public string Name => "store";

    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        await sessions.FindAsync(Nobody, cancellationToken);
        return true;
    }
}
