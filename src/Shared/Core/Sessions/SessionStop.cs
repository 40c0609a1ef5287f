using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Core.Sessions;

/// <summary>Ends what a session does: drops the turns that wait and has the worker end its agent.</summary>
public sealed class SessionStop(
    ITurnStore turns, ActivityRecorder recorder, CommandSender commands)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    /// <summary>Stops a session whose new state is stored already; safe to run twice.</summary>
    public async Task StopAsync(SessionId session, string reason, string? traceId, CancellationToken cancellationToken)
    {
        foreach (var turn in await turns.ListOpenAsync(session, cancellationToken))
        {
            if (turn.State == TurnState.Queued)
            {
                var entries =
                    recorder.Prepare(DeliveryEvents.Of(turn, Delivery.Failed, reason, traceId));
                var (_, stored) = await turns.DropQueuedAsync(
                    session, turn.Id, reason, entries, lease: null, cancellationToken);
                await recorder.SendAsync(session, stored, cancellationToken);
            }
        }

        await commands.SendAsync(
            session, CommandKind.Stop, CommandSender.NoPayload, Lifetime, traceId, cancellationToken);
    }
}
