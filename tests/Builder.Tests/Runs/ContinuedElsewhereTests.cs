using TmuxBuilder.Agent;
using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Clients;
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
        await using var machine = Machine.New(options => options.On("first"));
        var (session, turn, pane) = await machine.AcceptedAsync();
        await machine.WriteAsync(session, "code/index.html", "<h1>Tea</h1>");
        await machine.WriteAsync(session, ".claude-home/projects/-session/talk.jsonl", "what was said");
        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);
        await machine.StoredAsync(session, 1);
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
        await machine.StoredAsync(session, 2);
    }

    [Fact]
    public async Task The_demo_builder_goes_on_with_its_site_on_a_second_data_folder()
    {
        await using var machine = Machine.New(options => options.On("first"), profile: AgentOptions.Demo);
        var session = await machine.SessionAsync();
        await machine.StartWorkerAsync();
        await machine.ChangeElsewhereAsync(session);
        await machine.Get<IAgents>().KillAsync(session.Id, Token);
    }

    [Fact]
    public async Task A_workspace_that_cannot_be_restored_fails_the_turn_and_is_kept_as_it_is()
    {
        await using var machine = Machine.New(options => options.On("first") with
        {
            StartTries = 2, StartDelay = TimeSpan.FromMilliseconds(1),
        });
        var (session, turn, pane) = await machine.AcceptedAsync();
        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);
        var stored = await machine.StoredAsync(session, 1);
        await machine.MoveAsync(session);
        await machine.Get<IBlobStore>().DeleteAsync(stored.Checkpoint!.Manifest, Token);

        var next = await machine.SendAsync(session, "Make it green");

        await machine.TurnAsync(next, TurnState.Failed);
        Assert.Equal(stored.Checkpoint, (await machine.Sessions.FindAsync(session.Id, Token))?.Checkpoint);
        Assert.Empty(machine.Agents.Live);
    }

    [Fact]
    public async Task A_copy_begins_with_what_was_built_and_with_no_conversation()
    {
        await using var machine = Machine.New();
        var (source, turn, pane) = await machine.AcceptedAsync();
        await machine.WriteAsync(source, "code/index.html", "<h1>Tea</h1>");
        await machine.WriteAsync(source, "docs/notes.md", "notes");
        await machine.WriteAsync(source, ".claude-home/projects/-session/talk.jsonl", "what was said");
        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);
        await machine.StoredAsync(source, 1);

        var copy = await machine.Get<DuplicateProject>().DuplicateAsync(source, By.Platform, Token);

        await machine.StateAsync(copy, SessionState.Hibernated);
        await machine.StoredAsync(copy, 1);
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
}
