using TmuxBuilder.Builder.Checkpoints;
using TmuxBuilder.Builder.Memory;
using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Tests.Runs;

/// <summary>Workspaces are stored after each turn, whatever comes between.</summary>
public sealed class StoringTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Dead_between_the_end_of_a_turn_and_its_checkpoint_the_next_process_makes_up_for_it()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();
        await machine.WriteAsync(session, "code/index.html", "<h1>Tea</h1>");
        machine.Crash.At<IBlobStore>(nameof(IBlobStore.PutAsync));
        pane.Stop();
        await machine.Crash.Died.WaitAsync(TimeSpan.FromSeconds(60), Token);
        await machine.KillAsync();
        pane.Exit(null);

        machine.Boot();
        await machine.StartWorkerAsync();

        await machine.StoredAsync(session, 1);
        Assert.Equal(TurnState.Done, (await machine.Turns.FindAsync(session.Id, turn.Id, Token))?.State);
        Assert.Single(machine.Agents.Starts);
    }

    [Fact]
    public async Task A_workspace_too_large_is_told_once_and_work_goes_on()
    {
        await using var machine = Machine.New(
            options => options with { Checkpoints = new CheckpointOptions { MaxBytes = 100_000 } });
        var (session, turn, pane) = await machine.AcceptedAsync();
        await machine.WriteAsync(session, "code/large.txt", new string('x', 200_000));
        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);
        var next = await machine.SendAsync(session, "two");
        pane.Accept(await pane.TypedAsync(Token));
        pane.Stop();
        await machine.TurnAsync(next, TurnState.Done);
        await machine.SendAsync(session, "three");
        await pane.TypedAsync(Token);

        Assert.Single(await machine.TypesAsync(session), "warning");
        Assert.Contains(
            await machine.EntriesAsync(session),
            entry => entry.Entry.Message.Contains("at most 100000 are stored", StringComparison.Ordinal));
        Assert.Null((await machine.Sessions.FindAsync(session.Id, Token))?.Checkpoint);
    }

    [Fact]
    public async Task When_memory_is_short_the_agent_longest_without_work_ends_first()
    {
        await using var machine = Machine.New(options => options with
        {
            Heartbeat = TimeSpan.FromMilliseconds(20), Memory = new MemoryOptions { Reserve = 1000 },
        });
        machine.AvailableMemory = 5000;
        var (first, turn, longest) = await machine.AcceptedAsync();
        longest.Stop();
        await machine.TurnAsync(turn, TurnState.Done);
        await machine.StoredAsync(first, 1);
        var second = await machine.SessionAsync();
        var other = await machine.SendAsync(second);
        var (later, line) = await machine.TypedAsync();
        later.Accept(line);
        later.Stop();
        await machine.TurnAsync(other, TurnState.Done);
        await machine.StoredAsync(second, 1);
        var watch = machine.Get<MemoryWatch>();
        Assert.Equal(0, watch.Look());

        machine.AvailableMemory = 500;
        await machine.Pulse.UntilAsync(() => Task.FromResult(watch.Look() == 1 ? watch : null), Token);

        await machine.StateAsync(first, SessionState.Hibernated);
        Assert.Equal([second.Id], machine.Agents.Live);
    }
}
