using TmuxBuilder.Agent;
using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Tests.Runs;

/// <summary>A session's folder that is removed while its agent runs.</summary>
public sealed class LostFolderTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lost_folder_of_a_first_message_is_made_anew_and_the_message_worked_on()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();
        machine.Folders.Remove(session.Id);

        pane.Emit(new AgentSignal.FolderLost());

        var second = await machine.Agents.StartedAsync(Token);
        await machine.FinishAsync(turn, second);
        var done = await machine.AfterAsync(
            session,
            turn,
            new Aftermath(
                TurnState.Done, SessionState.Ready, "started again", "Finished after all.", "folder was removed"),
            second);
        Assert.Equal(SetbackKind.FilesLost, Assert.Single(done.Setbacks).Kind);
        Assert.Contains(
            "Build me a page", await machine.ReadAsync(session, done.PromptFile!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_folder_comes_back_as_it_was_stored_and_the_turn_goes_on_from_there()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();
        await machine.WriteAsync(session, "code/index.html", "<h1>Tea</h1>");
        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);
        await machine.Pulse.UntilAsync(
            async () => await machine.Sessions.FindAsync(session.Id, Token) is { Checkpoint: not null } stored
                ? stored
                : null,
            Token);
        var next = await machine.SendAsync(session, "Make it blue");
        pane.Accept(await pane.TypedAsync(Token));
        await machine.TurnAsync(next, TurnState.Accepted);
        machine.Folders.Remove(session.Id);

        pane.Emit(new AgentSignal.FolderLost());

        var second = await machine.Agents.StartedAsync(Token);
        Assert.Equal("<h1>Tea</h1>", await machine.ReadAsync(session, "code/index.html"));
        await machine.FinishAsync(next, second, "It is blue.");
        await machine.AfterAsync(
            session,
            next,
            new Aftermath(TurnState.Done, SessionState.Ready, "brought back", "It is blue.", "folder was removed"),
            second);
    }

    [Fact]
    public async Task A_lost_folder_of_which_nothing_is_stored_fails_the_turn_and_says_so()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();
        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);
        var next = await machine.SendAsync(session, "Make it blue");
        pane.Accept(await pane.TypedAsync(Token));
        await machine.TurnAsync(next, TurnState.Accepted);
        await machine.Sessions.ChangeAsync(session.Id, found => found with { Checkpoint = null }, Token);
        machine.Folders.Remove(session.Id);

        pane.Emit(new AgentSignal.FolderLost());

        await machine.AfterAsync(
            session,
            next,
            new Aftermath(
                TurnState.Failed, SessionState.Hibernated, "no stored copy", "no stored copy", "folder was removed"),
            alive: null);
    }
}
