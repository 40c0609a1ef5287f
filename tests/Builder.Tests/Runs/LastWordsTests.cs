using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Core.Checkpoints;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Tests.Runs;

/// <summary>What an agent writes into its conversation after it said that its turn is over.</summary>
public sealed class LastWordsTests
{
    private const string Conversation = ".claude-home/projects/-session/talk.jsonl";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_turn_whose_end_is_recorded_is_stored_once()
    {
        var clock = new ShiftedTime();
        await using var machine = Machine.New(time: clock);
        var (session, turn, pane) = await machine.AcceptedAsync();
        await machine.WriteAsync(session, Conversation, "all of it");
        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);
        var stored = await StoredAsync(machine, session, 1);

        await machine.WriteAsync(session, Conversation, "something that changes later");
        clock.Shift = TimeSpan.FromMinutes(1);
        await machine.CommandAsync(session, Core.Commands.CommandKind.Resume);
        await machine.CommandsDoneAsync(session);

        Assert.Equal(stored, (await machine.Sessions.FindAsync(session.Id, Token))?.Checkpoint);
    }

    [Fact]
    public async Task Words_that_come_after_the_end_are_stored_when_they_are_all_there()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();
        var looks = 0;
        pane.HasRecordedEnd = () =>
        {
            if (++looks == 3)
            {
                File.WriteAllText(Path.Combine(machine.Folders.FolderOf(session.Id), Conversation), "all of it");
            }

            return looks == 3;
        };
        await machine.WriteAsync(session, Conversation, "most of it");
        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);

        var stored = await StoredAsync(machine, session, 2);
        Assert.Equal("all of it".Length, await SizeAsync(machine, stored));
        Assert.Equal(3, looks);
        await machine.NextWorksAsync(session, pane);
    }

    [Fact]
    public async Task Words_that_never_come_are_waited_for_only_so_long()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();
        var looks = 0;
        pane.HasRecordedEnd = () =>
        {
            looks++;
            return false;
        };
        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);
        await StoredAsync(machine, session, 1);
        await machine.WriteAsync(session, Conversation, "cut off");

        var stored = await StoredAsync(machine, session, 2);
        Assert.Equal("cut off".Length, await SizeAsync(machine, stored));
        Assert.Equal(5, looks);
        await machine.NextWorksAsync(session, pane);
    }

    private static async Task<Checkpoint> StoredAsync(Machine machine, Session session, long number) =>
        (await machine.Pulse.UntilAsync(
            async () => await machine.Sessions.FindAsync(session.Id, Token) is { Checkpoint: { } stored } found
                && stored.Number == number ? found : null,
            Token)).Checkpoint!;

    private static async Task<long> SizeAsync(Machine machine, Checkpoint stored) =>
        (await machine.Get<CheckpointReader>().FindAsync(stored.Manifest, Token))!
            .Files.Single(file => file.Path == Conversation).Size;
}
