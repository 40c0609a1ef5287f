using TmuxBuilder.Agent;
using TmuxBuilder.Builder.Checkpoints;
using TmuxBuilder.Builder.Memory;
using TmuxBuilder.Builder.Tests.Calls;
using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Clients;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Tests.Runs;

/// <summary>Sessions whose folder is not, or no more, where their next message is worked on.</summary>
public sealed class ContinuedElsewhereTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_session_continues_on_a_second_data_folder_after_the_first_is_deleted()
    {
        await using var machine = Machine.New(options => On("first", options));
        var (session, turn, pane) = await AgentCallsTests.AcceptedAsync(machine);
        await machine.WriteAsync(session, "code/index.html", "<h1>Tea</h1>");
        await machine.WriteAsync(session, ".claude-home/projects/-session/talk.jsonl", "what was said");
        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);
        await StoredAsync(machine, session, 1);
        await machine.MoveAsync(session);

        await machine.SendAsync(session, "Make it green");
        var (second, line) = await machine.TypedAsync();

        Assert.Equal("<h1>Tea</h1>", await machine.ReadAsync(session, "code/index.html"));
        Assert.Equal("what was said", await machine.ReadAsync(session, ".claude-home/projects/-session/talk.jsonl"));
        Assert.True(second.Start.Resume);
        Assert.Equal(pane.Start.ConversationId, second.Start.ConversationId);
        Assert.NotEqual(pane.Start.Folder, second.Start.Folder);
        await machine.WriteAsync(session, "code/index.html", "<h1>Green tea</h1>");
        second.Accept(line);
        second.Stop();
        await StoredAsync(machine, session, 2);
    }

    [Fact]
    public async Task The_demo_builder_goes_on_with_its_site_on_a_second_data_folder()
    {
        await using var machine = Machine.New(options => On("first", options), profile: AgentOptions.Demo);
        var session = await machine.SessionAsync();
        await machine.StartWorkerAsync();
        var turn = await machine.SendAsync(session, "Build a page for a tea shop. Title: Leaf and Kettle");
        await machine.TurnAsync(turn, TurnState.Done);
        await StoredAsync(machine, session, 1);
        await machine.Get<IAgents>().KillAsync(session.Id, Token);
        await machine.MoveAsync(session);

        var change = await machine.SendAsync(session, "Change the headline to Fresh again");
        await machine.TurnAsync(change, TurnState.Done);

        var site = Assert.Single(await machine.Get<ISiteStore>().ListAsync(session.Id, Token));
        Assert.Equal(2, (await machine.Get<ISiteStore>().ListReleasesAsync(site.Id, Token)).Count);
        await StoredAsync(machine, session, 2);
        await machine.Get<IAgents>().KillAsync(session.Id, Token);
    }

    [Fact]
    public async Task A_workspace_that_cannot_be_restored_fails_the_turn_and_is_kept_as_it_is()
    {
        await using var machine = Machine.New(options => On("first", options) with
        {
            StartTries = 2, StartDelay = TimeSpan.FromMilliseconds(1),
        });
        var (session, turn, pane) = await AgentCallsTests.AcceptedAsync(machine);
        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);
        var stored = await StoredAsync(machine, session, 1);
        await machine.MoveAsync(session);
        await machine.Get<IBlobStore>().DeleteAsync(stored.Checkpoint!.Manifest, Token);

        var next = await machine.SendAsync(session, "Make it green");

        await machine.TurnAsync(next, TurnState.Failed);
        Assert.Equal(stored.Checkpoint, (await machine.Sessions.FindAsync(session.Id, Token))?.Checkpoint);
        Assert.Empty(machine.Agents.Live);
    }

    [Fact]
    public async Task A_clear_leaves_nothing_of_the_conversation_in_the_store()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await AgentCallsTests.AcceptedAsync(machine);
        await machine.WriteAsync(session, "code/index.html", "<h1>Tea</h1>");
        await machine.WriteAsync(session, ".claude-home/projects/-session/talk.jsonl", "what was said");
        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);
        await StoredAsync(machine, session, 1);

        await machine.CommandAsync(session, CommandKind.Clear);

        var cleared = await StoredAsync(machine, session, 2);
        Assert.Null(cleared.Checkpoint!.Previous);
        var manifest = await machine.Get<Core.Checkpoints.CheckpointReader>().FindAsync(cleared.Checkpoint.Manifest, Token);
        Assert.Equal(["code/index.html", "system_prompt.txt"], manifest!.Files.Select(file => file.Path));
    }

    [Fact]
    public async Task Dead_between_the_end_of_a_turn_and_its_checkpoint_the_next_process_makes_up_for_it()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await AgentCallsTests.AcceptedAsync(machine);
        await machine.WriteAsync(session, "code/index.html", "<h1>Tea</h1>");
        machine.Crash.At<IBlobStore>(nameof(IBlobStore.PutAsync));
        pane.Stop();
        await machine.Crash.Died.WaitAsync(TimeSpan.FromSeconds(60), Token);
        await machine.KillAsync();
        pane.Exit(null);

        machine.Boot();
        await machine.StartWorkerAsync();

        await StoredAsync(machine, session, 1);
        Assert.Equal(TurnState.Done, (await machine.Turns.FindAsync(session.Id, turn.Id, Token))?.State);
        Assert.Single(machine.Agents.Starts);
    }

    [Fact]
    public async Task A_clear_of_what_has_grown_too_large_to_be_stored_leaves_no_older_generation()
    {
        await using var machine = Machine.New(options => options with { Checkpoints = new CheckpointOptions { MaxBytes = 20_000 } });
        var (session, turn, pane) = await AgentCallsTests.AcceptedAsync(machine);
        await machine.WriteAsync(session, ".claude-home/projects/-session/talk.jsonl", "what was said");
        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);
        await StoredAsync(machine, session, 1);
        await machine.WriteAsync(session, "code/large.txt", new string('x', 30_000));

        await machine.CommandAsync(session, CommandKind.Clear);

        await DroppedAsync(machine, session);
    }

    [Fact]
    public async Task A_clear_of_what_cannot_be_restored_leaves_none_of_it()
    {
        await using var machine = Machine.New(options => On("first", options));
        var (session, turn, pane) = await AgentCallsTests.AcceptedAsync(machine);
        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);
        var stored = await StoredAsync(machine, session, 1);
        await machine.MoveAsync(session);
        await machine.Get<IBlobStore>().DeleteAsync(stored.Checkpoint!.Manifest, Token);

        await machine.CommandAsync(session, CommandKind.Clear);

        await DroppedAsync(machine, session);
    }

    [Fact]
    public async Task A_clear_that_the_store_refuses_is_done_when_it_takes_bytes_again()
    {
        await using var machine = Machine.New(options => options with { Sweep = TimeSpan.FromMilliseconds(50) });
        var (session, turn, pane) = await AgentCallsTests.AcceptedAsync(machine);
        await machine.WriteAsync(session, "code/index.html", "<h1>Tea</h1>");
        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);
        await StoredAsync(machine, session, 1);
        var refused = new TaskCompletionSource();
        machine.Crash.Failing = (port, method) =>
        {
            var fails = port == typeof(IBlobStore) && method == nameof(IBlobStore.PutAsync);
            return fails && (refused.TrySetResult() || fails);
        };

        await machine.CommandAsync(session, CommandKind.Clear);
        await refused.Task.WaitAsync(TimeSpan.FromSeconds(60), Token);
        machine.Crash.Failing = null;

        await DoneAsync(machine, session);
        Assert.Null((await machine.Sessions.FindAsync(session.Id, Token))!.Checkpoint!.Previous);
    }

    [Fact]
    public async Task A_purge_removes_every_stored_byte()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await AgentCallsTests.AcceptedAsync(machine);
        await machine.WriteAsync(session, "code/index.html", "<h1>Tea</h1>");
        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);
        await StoredAsync(machine, session, 1);
        await machine.Sessions.ChangeAsync(session.Id, found => found with { State = SessionState.Purging }, Token);

        await machine.CommandAsync(session, CommandKind.Purge, new PurgePayload("none", session.Id.Short).ToJson());

        await machine.StateAsync(session, SessionState.Purged);
        Assert.Empty(await machine.Get<IBlobStore>().ListAsync($"sessions/{session.Id.Short}/", Token).ToListAsync(Token));
        Assert.Null((await machine.Sessions.FindAsync(session.Id, Token))?.Checkpoint);
    }

    [Fact]
    public async Task A_workspace_too_large_is_told_once_and_work_goes_on()
    {
        await using var machine = Machine.New(options => options with { Checkpoints = new CheckpointOptions { MaxBytes = 10_000 } });
        var (session, turn, pane) = await AgentCallsTests.AcceptedAsync(machine);
        await machine.WriteAsync(session, "code/large.txt", new string('x', 20_000));
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
            entry => entry.Entry.Message.Contains("at most 10000 are stored", StringComparison.Ordinal));
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
        var (first, turn, longest) = await AgentCallsTests.AcceptedAsync(machine);
        longest.Stop();
        await machine.TurnAsync(turn, TurnState.Done);
        await StoredAsync(machine, first, 1);
        var second = await machine.SessionAsync();
        var other = await machine.SendAsync(second);
        var (later, line) = await machine.TypedAsync();
        later.Accept(line);
        later.Stop();
        await machine.TurnAsync(other, TurnState.Done);
        await StoredAsync(machine, second, 1);
        var watch = machine.Get<MemoryWatch>();
        Assert.Equal(0, watch.Look());

        machine.AvailableMemory = 500;
        await machine.Pulse.UntilAsync(() => Task.FromResult(watch.Look() == 1 ? watch : null), Token);

        await machine.StateAsync(first, SessionState.Hibernated);
        Assert.Equal([second.Id], machine.Agents.Live);
    }

    [Fact]
    public async Task A_copy_begins_with_what_was_built_and_with_no_conversation()
    {
        await using var machine = Machine.New();
        var (source, turn, pane) = await AgentCallsTests.AcceptedAsync(machine);
        await machine.WriteAsync(source, "code/index.html", "<h1>Tea</h1>");
        await machine.WriteAsync(source, "docs/notes.md", "notes");
        await machine.WriteAsync(source, ".claude-home/projects/-session/talk.jsonl", "what was said");
        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);
        await StoredAsync(machine, source, 1);

        var copy = await machine.Get<DuplicateProject>().DuplicateAsync(source, By.Platform, Token);

        await machine.StateAsync(copy, SessionState.Hibernated);
        await StoredAsync(machine, copy, 1);
        await machine.SendAsync(copy, "Make it green");
        var (second, _) = await machine.TypedAsync();
        Assert.False(second.Start.Resume);
        Assert.Equal("<h1>Tea</h1>", await machine.ReadAsync(copy, "code/index.html"));
        Assert.Equal("notes", await machine.ReadAsync(copy, "docs/notes.md"));
        Assert.False(Directory.Exists(Path.Combine(second.Start.Folder, ".claude-home/projects")));
        Assert.Single(Directory.GetFiles(second.Start.Folder, "prompt_*"));
    }

    [Fact]
    public async Task A_copy_whose_original_is_gone_fails_with_a_sentence_and_still_takes_messages()
    {
        await using var machine = Machine.New();
        var source = await machine.SessionAsync();
        var copy = await machine.Get<DuplicateProject>().DuplicateAsync(source, By.Platform, Token);
        await machine.Sessions.ChangeAsync(source.Id, found => found with { State = SessionState.Deleted }, Token);

        await machine.StartWorkerAsync();

        var failed = await machine.StateAsync(copy, SessionState.Failed);
        Assert.Contains("is gone", failed.StateReason, StringComparison.Ordinal);
        await machine.SendAsync(copy, "Then build me another");
        await machine.TypedAsync();
    }

    /// <summary>Every command was carried out.</summary>
    private static Task<Session> DoneAsync(Machine machine, Session session) => machine.Pulse.UntilAsync(
        async () => await machine.Get<ICommandStore>().ListPendingAsync(session.Id, machine.Time.GetUtcNow(), Token) is []
            ? session
            : null,
        Token);

    private static async Task DroppedAsync(Machine machine, Session session)
    {
        await DoneAsync(machine, session);
        Assert.Null((await machine.Sessions.FindAsync(session.Id, Token))?.Checkpoint);
        Assert.Empty(await machine.Get<IBlobStore>().ListAsync($"sessions/{session.Id.Short}/checkpoints/", Token).ToListAsync(Token));
    }

    private static BuilderOptions On(string name, BuilderOptions options) =>
        options with { DataFolder = Path.Combine(options.DataFolder, name) };

    private static Task<Session> StoredAsync(Machine machine, Session session, long number) => machine.Pulse.UntilAsync(
        async () => await machine.Sessions.FindAsync(session.Id, Token) is { Checkpoint: { } stored } found && stored.Number >= number
            ? found
            : null,
        Token);
}
