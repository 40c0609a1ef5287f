using Microsoft.Extensions.Logging;
using TmuxBuilder.Builder.Publishing;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Runs;

/// <content>Settling what publishes and starts left half made, when the sweep found it.</content>
internal sealed partial class SessionRunner
{
    // A CDN lets go of a distribution within minutes; meanwhile messages are heard, and the next sweep goes on.
    private static readonly TimeSpan LongestRemoval = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Waits while work is under way that may still finish it. What cannot be settled now is found again by the sweep.
    /// </summary>
    private async Task<bool> SettleLeftoversAsync(CancellationToken cancellationToken)
    {
        if (steps.Current is { State: { IsTimed: true } or TurnState.Checking }
            || !await Deploys.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            return false;
        }

        try
        {
            // First: an intent is forgotten by what comes then, and would lead nowhere any more.
            await SettleOrphansAsync(cancellationToken);
            await parts.Leftovers.SettleAsync(this, Owned, cancellationToken, promote: true);
        }
        finally
        {
            Deploys.Release();
        }

        return true;
    }

    private async Task SettleOrphansAsync(CancellationToken cancellationToken)
    {
        using var enough = new CancellationTokenSource(LongestRemoval, parts.Time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, enough.Token);
        try
        {
            await parts.Orphans.SettleAsync(Owned, limit.Token);
        }
        catch (PublishException taken)
        {
            throw new OwnershipLostException(leaseLost: true, taken.Message);
        }
        catch (Exception failure) when (failure is IOException or StoreUnavailableException
            || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            LogNotSettled(Session, failure);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Session {SessionId}: what was left half made could not be removed yet")]
    private partial void LogNotSettled(SessionId sessionId, Exception failure);
}
