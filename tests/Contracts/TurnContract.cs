using System.Text.Json;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;
using Xunit;

namespace TmuxBuilder.Contracts;

/// <summary>What the contracts of turns share.</summary>
public abstract class TurnContract : PortContract
{
    protected Task<LeaseToken> LeaseAsync(Session session) => World.LeaseAsync(session.Id, Sample.WorkerA);

    protected async Task<SessionHead> HeadAsync(Session session)
    {
        var head = await Log.HeadAsync(session.Id, Cancellation);
        Assert.NotNull(head);
        return head;
    }

    protected async Task<ChangeOutcome> StepAsync(Turn turn, LeaseToken lease, TurnState to)
    {
        var change = new TurnChange(turn.State, turn with { State = to });
        return (await Turns.ChangeAsync(change, [], lease, Cancellation)).Outcome;
    }

    /// <summary>What entries tell of places in the queue.</summary>
    protected static IReadOnlyList<(TurnId Turn, int Position)> Places(IEnumerable<ActivityEntry> entries)
    {
        var places = new List<(TurnId, int)>();
        foreach (var entry in entries.Select(stored => stored.Entry).Where(entry => entry.Type == DeliveryEvents.Type))
        {
            if (JsonElement.Parse(entry.DataJson).TryGetProperty("queue_position", out var position))
            {
                places.Add((entry.Turn!.Value, position.GetInt32()));
            }
        }

        return places;
    }

    protected async Task AssertUntouchedAsync(Session session, Turn turn)
    {
        Assert.Equivalent(turn, Assert.Single(await Turns.ListOpenAsync(session.Id, Cancellation)), strict: true);
        Assert.Equal(Delivery.Queued, Assert.Single(await Chat.TailAsync(session.Id, 10, Cancellation)).Delivery);
        var head = await HeadAsync(session);
        Assert.Equal((1, 1L, 1, null), (head.Queued, head.LastSeq, head.ChatCount, head.RunningTurn));
    }
}
