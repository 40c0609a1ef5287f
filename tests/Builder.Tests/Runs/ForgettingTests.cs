using TmuxBuilder.Builder.Checkpoints;
using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Tests.Runs;

/// <summary>Clears and purges, which leave nothing in any stored generation.</summary>
public sealed class ForgettingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_clear_leaves_nothing_of_the_conversation_in_the_store()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();
        await machine.WriteAsync(session, "code/index.html", "<h1>Tea</h1>");
        await machine.WriteAsync(session, ".claude-home/projects/-session/talk.jsonl", "what was said");
        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);
        await machine.StoredAsync(session, 1);

        await machine.CommandAsync(session, CommandKind.Clear);

        var cleared = await machine.StoredAsync(session, 2);
        Assert.Null(cleared.Checkpoint!.Previous);
        var manifest = await machine.Get<Core.Checkpoints.CheckpointReader>()
            .FindAsync(cleared.Checkpoint.Manifest, Token);
        Assert.Equal(
            ["code/index.html", "system_prompt.txt"],
            manifest!.Files.Select(file => file.Path)
                .Where(path => !path.StartsWith(".claude/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_clear_of_what_has_grown_too_large_to_be_stored_leaves_no_older_generation()
    {
        await using var machine = Machine.New(
            options => options with { Checkpoints = new CheckpointOptions { MaxBytes = 200_000 } });
        var (session, turn, pane) = await machine.AcceptedAsync();
        await machine.WriteAsync(session, ".claude-home/projects/-session/talk.jsonl", "what was said");
        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);
        await machine.StoredAsync(session, 1);
        await machine.WriteAsync(session, "code/large.txt", new string('x', 300_000));

        await machine.CommandAsync(session, CommandKind.Clear);

        await DroppedAsync(machine, session);
    }

    [Fact]
    public async Task A_clear_of_what_cannot_be_restored_leaves_none_of_it()
    {
        await using var machine = Machine.New(options => options.On("first"));
        var (session, turn, pane) = await machine.AcceptedAsync();
        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);
        var stored = await machine.StoredAsync(session, 1);
        await machine.MoveAsync(session);
        await machine.Get<IBlobStore>().DeleteAsync(stored.Checkpoint!.Manifest, Token);

        await machine.CommandAsync(session, CommandKind.Clear);

        await DroppedAsync(machine, session);
    }

    [Fact]
    public async Task A_clear_that_the_store_refuses_is_done_when_it_takes_bytes_again()
    {
        await using var machine = Machine.New(options => options with { Sweep = TimeSpan.FromMilliseconds(50) });
        var (session, turn, pane) = await machine.AcceptedAsync();
        await machine.WriteAsync(session, "code/index.html", "<h1>Tea</h1>");
        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);
        await machine.StoredAsync(session, 1);
        var refused = new TaskCompletionSource();
        machine.Crash.Failing = (port, method) =>
        {
            var fails = port == typeof(IBlobStore) && method == nameof(IBlobStore.PutAsync);
            return fails && (refused.TrySetResult() || fails);
        };

        await machine.CommandAsync(session, CommandKind.Clear);
        await refused.Task.WaitAsync(TimeSpan.FromSeconds(60), Token);
        machine.Crash.Failing = null;

        await machine.CommandsDoneAsync(session);
        Assert.Null((await machine.Sessions.FindAsync(session.Id, Token))!.Checkpoint!.Previous);
    }

    [Fact]
    public async Task A_purge_removes_every_stored_byte()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();
        await machine.WriteAsync(session, "code/index.html", "<h1>Tea</h1>");
        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);
        await machine.StoredAsync(session, 1);
        await machine.Sessions.ChangeAsync(session.Id, found => found with { State = SessionState.Purging }, Token);

        await machine.CommandAsync(session, CommandKind.Purge, new PurgePayload("none", session.Id.Short).ToJson());

        await machine.StateAsync(session, SessionState.Purged);
        Assert.Empty(
            await machine.Get<IBlobStore>().ListAsync($"sessions/{session.Id.Short}/", Token).ToListAsync(Token));
        Assert.Null((await machine.Sessions.FindAsync(session.Id, Token))?.Checkpoint);
    }

    private static async Task DroppedAsync(Machine machine, Session session)
    {
        await machine.CommandsDoneAsync(session);
        Assert.Null((await machine.Sessions.FindAsync(session.Id, Token))?.Checkpoint);
        Assert.Empty(
            await machine.Get<IBlobStore>()
                .ListAsync($"sessions/{session.Id.Short}/checkpoints/", Token).ToListAsync(Token));
    }
}
