using System.Text.Json;
using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Diagnoses;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Tests.Runs;

/// <summary>Messages that wait: in order, and each told where it stands.</summary>
public sealed class QueueTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Twenty_wait_in_order_and_the_next_is_refused()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();
        var waiting = new List<Turn>();
        for (var count = 0; count < TurnLimits.MaxQueued; count++)
        {
            waiting.Add(await machine.SendAsync(session, $"message {count}"));
        }

        var refused = await machine.Get<TurnSubmitter>().SubmitAsync(
            new TurnRequest(session.Id, "one too many", TurnOrigin.Client), Token);
        Assert.Equal(SubmitOutcome.QueueFull, refused.Outcome);
        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);
        foreach (var next in waiting)
        {
            await machine.FinishAsync(next, pane);
        }

        var done = await machine.Turns.ListRecentAsync(session.Id, 50, Token);
        Assert.Equal(
            waiting.Select(next => next.Id),
            done.Where(next => next.Id != turn.Id).OrderBy(next => next.EndedAt).Select(next => next.Id));
    }

    [Fact]
    public async Task Those_behind_a_dropped_or_ended_message_are_told_their_new_place()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();
        var first = await machine.SendAsync(session, "one");
        var second = await machine.SendAsync(session, "two");
        var third = await machine.SendAsync(session, "three");

        var dropped = await machine.Get<TurnCanceller>().CancelAsync(session.Id, second.Id, null, Token);
        Assert.Equal(CancelOutcome.Dropped, dropped.Outcome);
        Assert.Equal([(third.Id, 2)], await PlacesAsync(machine, session));
        pane.Stop();
        await machine.FinishAsync(first, pane);
        await machine.FinishAsync(third, pane);

        Assert.Equal(
            [(third.Id, 2), (first.Id, 0), (third.Id, 1), (third.Id, 0)], await PlacesAsync(machine, session));
        Assert.Equal(TurnState.Cancelled, (await machine.Turns.FindAsync(session.Id, second.Id, Token))?.State);
        Assert.Equal(
            [Delivery.Answered, Delivery.Answered, Delivery.Failed, Delivery.Answered],
            (await machine.LinesAsync(session)).Where(line => line.Role == ChatRole.User)
                .Select(line => line.Delivery));
        await machine.NextWorksAsync(session, pane);
    }

    [Fact]
    public async Task An_admin_who_asks_gets_what_is_known_of_the_running_turn()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();

        await machine.CommandAsync(session, CommandKind.Diagnose, new CancelPayload(turn.Id.Value).ToJson());
        await machine.CommandsDoneAsync(session);

        var diagnosis = await machine.Get<DiagnosisBlobs>().FindAsync(session.Id, turn.Id, Token);
        Assert.Equal(("accepted", session.Id.Short), (diagnosis?.State, diagnosis?.Session));
        Assert.Equal(pane.Lines, diagnosis?.Agent?.Typed.Select(note => note.Text));
        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);
    }

    private static async Task<IReadOnlyList<(TurnId Turn, int Position)>> PlacesAsync(Machine machine, Session session)
    {
        var places = new List<(TurnId, int)>();
        foreach (var entry in (await machine.EntriesAsync(session)).Select(stored => stored.Entry))
        {
            if (entry.Type == DeliveryEvents.Type
                && JsonSerializer.Deserialize<JsonElement>(entry.DataJson)
                    .TryGetProperty("queue_position", out var position))
            {
                places.Add((entry.Turn!.Value, position.GetInt32()));
            }
        }

        return places;
    }
}
