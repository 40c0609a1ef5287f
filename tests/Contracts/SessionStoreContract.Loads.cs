using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;
using Xunit;

namespace TmuxBuilder.Contracts;

/// <content>What waits and runs.</content>
public abstract partial class SessionStoreContract
{
    [Fact]
    public async Task What_waits_and_runs_is_told_of_each_session_with_a_turn()
    {
        await World.StoredSessionAsync();
        for (var other = 0; other < 5; other++)
        {
            // A command is work, too, and has no turn: it may not stand in a turn's place.
            var commanded = await World.StoredSessionAsync();
            await Commands.AddAsync(World.NewCommand(commanded.Id), Cancellation);
        }

        var waiting = await World.StoredSessionAsync();
        var oldest = await World.StoredTurnAsync(waiting.Id);
        Time.Advance(TimeSpan.FromMinutes(1));
        await World.StoredTurnAsync(waiting.Id);
        var running = await World.StoredSessionAsync();
        var turn = await World.StoredTurnAsync(running.Id);
        Time.Advance(TimeSpan.FromMinutes(1));
        var behind = await World.StoredTurnAsync(running.Id);
        var lease = await World.LeaseAsync(running.Id, Sample.WorkerA);
        var typed = turn with { State = TurnState.Typed };
        await Turns.ChangeAsync(new TurnChange(TurnState.Queued, typed), [], lease, Cancellation);

        var loads = await Sessions.ListLoadsAsync(10, Cancellation);

        Assert.Equal(
            new HashSet<SessionLoad>
            {
                new(waiting.Id, 2, null, oldest.Id.CreatedAt),
                new(running.Id, 1, TurnState.Typed, behind.Id.CreatedAt),
            },
            loads.ToHashSet());
        Assert.Equal(2, loads.Count);
        Assert.Equal(TimeSpan.FromMinutes(2), behind.Id.CreatedAt - oldest.Id.CreatedAt);
        Assert.Single(await Sessions.ListLoadsAsync(1, Cancellation));

        await Turns.ChangeAsync(
            new TurnChange(TurnState.Typed, typed with { State = TurnState.Done }), [], lease, Cancellation);
        Assert.Contains(
            new SessionLoad(running.Id, 1, null, behind.Id.CreatedAt),
            await Sessions.ListLoadsAsync(10, Cancellation));
    }
}
