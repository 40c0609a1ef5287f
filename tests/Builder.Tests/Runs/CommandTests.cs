using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Diagnoses;
using TmuxBuilder.Core.Operations;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Tests.Runs;

public sealed class CommandTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stop_calls_the_turn_off_ends_the_agent_and_gives_the_session_back()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();
        var waiting = await machine.SendAsync(session, "two");

        await machine.CommandAsync(session, CommandKind.Stop);

        await machine.TurnAsync(turn, TurnState.Cancelled);
        await machine.TurnAsync(waiting, TurnState.Cancelled);
        Assert.Equal("stop", await pane.KeyAsync(Token));
        await machine.CommandsDoneAsync(session);
        await machine.Pulse.UntilAsync(
            async () => await machine.Get<ILeaseStore>().FindAsync(session.Id, Token) is { Worker: null } free
                ? free
                : null,
            Token);
        Assert.Empty(machine.Agents.Live);
    }

    [Fact]
    public async Task A_paused_session_ends_its_turn_and_begins_no_other_until_it_is_resumed()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();
        await machine.Get<PauseSession>().PauseAsync(session.Id, By.Platform, Token);
        var waiting = await machine.SendAsync(session, "two");

        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);
        await machine.CommandsDoneAsync(session);
        Assert.Equal(TurnState.Queued, (await machine.Turns.FindAsync(session.Id, waiting.Id, Token))?.State);
        Assert.Equal(SessionState.Paused, (await machine.Sessions.FindAsync(session.Id, Token))?.State);
        await machine.Get<PauseSession>().ResumeAsync(session.Id, By.Platform, Token);

        pane.Accept(await pane.TypedAsync(Token));
        pane.Stop();
        await machine.TurnAsync(waiting, TurnState.Done);
        await machine.StateAsync(session, SessionState.Ready);
    }

    [Fact]
    public async Task A_late_pause_does_not_pause_what_went_on_meanwhile()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();

        await machine.CommandAsync(session, CommandKind.Pause);
        await machine.CommandsDoneAsync(session);

        Assert.Equal(SessionState.Working, (await machine.Sessions.FindAsync(session.Id, Token))?.State);
        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);
    }

    [Fact]
    public async Task A_clear_forgets_the_conversation_and_keeps_what_was_built()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();
        await machine.WriteAsync(session, "code/index.html", "<h1>Tea</h1>");
        await machine.WriteAsync(session, "summary.md", "Built.");
        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);
        await machine.StateAsync(session, SessionState.Ready);

        Assert.True(await machine.Chat.ClearAsync(session.Id, Token));
        await machine.CommandAsync(session, CommandKind.Clear);
        Assert.Equal("stop", await pane.KeyAsync(Token));
        await machine.CommandsDoneAsync(session);

        var folder = machine.Folders.FolderOf(session.Id);
        Assert.True(File.Exists(Path.Combine(folder, "code/index.html")));
        Assert.False(File.Exists(Path.Combine(folder, "summary.md")));
        Assert.Empty(Directory.GetFiles(folder, "prompt_*"));
        await machine.SendAsync(session, "anew");
        var (second, _) = await machine.TypedAsync();
        Assert.False(second.Start.Resume);
        Assert.NotEqual(pane.Start.ConversationId, second.Start.ConversationId);
    }

    [Fact]
    public async Task A_regenerated_prompt_has_todays_skills_and_is_read_by_the_next_start_of_the_same_conversation()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();
        await machine.WriteAsync(session, "system_prompt.txt", "scribbled over");
        await machine.WriteAsync(session, ".claude/skills/testing/SKILL.md", "scribbled over");
        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);

        await machine.CommandAsync(session, CommandKind.RegeneratePrompt);
        Assert.Equal("stop", await pane.KeyAsync(Token));
        await machine.SendAsync(session, "next");
        var (second, _) = await machine.TypedAsync();

        Assert.StartsWith(
            "System prompt version", await machine.ReadAsync(session, "system_prompt.txt"), StringComparison.Ordinal);
        Assert.StartsWith(
            "---\nname: testing\n",
            await machine.ReadAsync(session, ".claude/skills/testing/SKILL.md"),
            StringComparison.Ordinal);
        Assert.True(second.Start.Resume);
        Assert.Equal(pane.Start.ConversationId, second.Start.ConversationId);
    }

    [Fact]
    public async Task Without_that_a_session_keeps_the_prompt_and_skills_it_began_with()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();
        await machine.WriteAsync(session, "system_prompt.txt", "of an earlier build");
        await machine.WriteAsync(session, ".claude/skills/testing/SKILL.md", "of an earlier build");
        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);

        await machine.SendAsync(session, "next");
        await pane.TypedAsync(Token);

        foreach (var file in (string[])["system_prompt.txt", ".claude/skills/testing/SKILL.md"])
        {
            Assert.Equal("of an earlier build", await machine.ReadAsync(session, file));
        }
    }

    [Fact]
    public async Task A_cancel_of_another_turn_leaves_the_running_one_alone()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();
        var waiting = await machine.SendAsync(session, "two");

        await machine.CommandAsync(session, CommandKind.Cancel, new CancelPayload(waiting.Id.Value).ToJson());
        await machine.CommandAsync(session, CommandKind.Cancel, "{\"turn_id\":\"nonsense\"}");
        await machine.TurnAsync(waiting, TurnState.Cancelled);
        pane.Stop();

        await machine.TurnAsync(turn, TurnState.Done);
    }

    [Fact]
    public async Task A_cancel_is_told_and_logged_with_the_request_that_gave_it()
    {
        await using var machine = Machine.New();
        var (session, turn, _) = await machine.AcceptedAsync();

        await machine.CommandAsync(session, CommandKind.Cancel, new CancelPayload(turn.Id.Value).ToJson(), "request-7");
        await machine.TurnAsync(turn, TurnState.Cancelled);
        await machine.CommandsDoneAsync(session);

        var told = (await machine.EntriesAsync(session)).Where(entry => entry.Entry.TraceId == "request-7");
        Assert.Equal(["delivery", "status"], told.Select(entry => entry.Entry.Type));
        var logged = machine.Logs.All.Single(line => line.Contains($"turn {turn.Id} ended", StringComparison.Ordinal));
        Assert.EndsWith("=> RequestId:request-7", logged, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_purge_removes_everything_and_leaves_a_receipt()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();
        await machine.WriteAsync(session, "code/dist/index.html", "<!doctype html><title>Tea</title>");
        Assert.Equal(0, await machine.CallAsync(pane, "deploy", ["--project", "tea-shop"]));
        var site = Assert.Single(await machine.Get<ISiteStore>().ListAsync(session.Id, Token));
        await machine.CommandAsync(session, CommandKind.Diagnose, new CancelPayload(turn.Id.Value).ToJson());
        await machine.CommandsDoneAsync(session);
        Assert.NotNull(await machine.Get<DiagnosisBlobs>().FindAsync(session.Id, turn.Id, Token));
        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);
        await machine.Sessions.ChangeAsync(session.Id, found => found with { State = SessionState.Purging }, Token);
        var operation = new Operation(
            OperationId.New(machine.Time),
            "purge",
            machine.Time.GetUtcNow(),
            [new OperationItem(session.Id.Short, "pending")]);
        await machine.Get<IOperationStore>().CreateAsync(operation, Token);

        await machine.CommandAsync(
            session, CommandKind.Purge, new PurgePayload(operation.Id.Value, session.Id.Short).ToJson());

        await machine.StateAsync(session, SessionState.Purged);
        var item = Assert.Single((await machine.Get<IOperationStore>().FindAsync(operation.Id, Token))!.Items);
        Assert.Equal("done", item.State);
        Assert.Contains(site.Bucket, item.Receipt, StringComparison.Ordinal);
        Assert.Null(await machine.Get<DiagnosisBlobs>().FindAsync(session.Id, turn.Id, Token));
        Assert.Empty(await machine.Get<ISiteStore>().ListAsync(session.Id, Token));
        Assert.Empty(await machine.Get<IResourceLedger>().ListAsync(session.Id, Token));
        Assert.False(machine.Folders.Exists(session.Id));
        Assert.Empty(machine.Agents.Live);
    }

    [Fact]
    public async Task A_purge_of_a_session_that_is_not_deleted_is_refused()
    {
        await using var machine = Machine.New();
        var session = await machine.SessionAsync();
        await machine.StartWorkerAsync();
        var operation = new Operation(
            OperationId.New(machine.Time),
            "purge",
            machine.Time.GetUtcNow(),
            [new OperationItem(session.Id.Short, "pending")]);
        await machine.Get<IOperationStore>().CreateAsync(operation, Token);

        await machine.CommandAsync(
            session, CommandKind.Purge, new PurgePayload(operation.Id.Value, session.Id.Short).ToJson());
        await machine.CommandsDoneAsync(session);

        Assert.Equal("failed", (await machine.Get<IOperationStore>().FindAsync(operation.Id, Token))!.Items[0].State);
        Assert.NotEqual(SessionState.Purged, (await machine.Sessions.FindAsync(session.Id, Token))?.State);
    }
}
