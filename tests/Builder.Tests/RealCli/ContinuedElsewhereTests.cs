using TmuxBuilder.Agent;
using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Core.Turns;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Builder.Tests.RealCli;

/// <summary>A session whose machine is lost goes on with its files and its conversation on another.</summary>
[Collection(CliMachine.OneAtATime)]
public sealed class ContinuedElsewhereTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_session_continues_on_a_second_data_folder_after_the_first_is_deleted()
    {
        await using var cli = await CliMachine.OpenAsync();
        var built = await cli.SendAsync(
            "Build me a page",
            Scenario.ReadsThePrompt.Writes("/session/code/index.html", "<h1>Tea</h1>").Says("The word is stork."));
        await cli.DoneAsync(built, "The word is stork.");
        await cli.StoredAsync("The word is stork.");
        var first = cli.Machine.Folders.FolderOf(cli.Session.Id);
        await AssertEndRecordedAsync(cli, built, first);
        await cli.Machine.Get<IAgents>().KillAsync(cli.Session.Id, Token);

        await cli.Machine.MoveAsync(cli.Session);
        var turn = await cli.SendAsync(
            "Make it green", Scenario.ReadsThePrompt.Reads("/session/code/index.html").Says("It is green."));

        await cli.DoneAsync(turn, "It is green.");
        Assert.False(Directory.Exists(first));
        Assert.NotEqual(first, cli.Machine.Folders.FolderOf(cli.Session.Id));
        var asked = cli.LastCall.Body.GetRawText();
        Assert.Contains("The word is stork.", asked, StringComparison.Ordinal);
        Assert.Contains("Make it green", asked, StringComparison.Ordinal);
        Assert.Contains("Tea", await cli.Machine.ReadAsync(cli.Session, "code/index.html"), StringComparison.Ordinal);
        await cli.NextWorksAsync();
    }

    /// <summary>The CLI's last word of the turn is known for it, and is that of no other.</summary>
    private static async Task AssertEndRecordedAsync(CliMachine cli, Turn turn, string folder)
    {
        await CliTranscript.UntilItHoldsAsync(folder, "turn_duration", Token);
        var agent = cli.Machine.Get<AgentMachine>().Parts.Watch.Find(cli.Session.Id)!;
        var file = (await cli.Machine.Turns.FindAsync(turn.Session, turn.Id, Token))!.PromptFile!;
        Assert.True(await agent.HasRecordedEndAsync(InstructionFor(file), Token));
        Assert.False(await agent.HasRecordedEndAsync(InstructionFor("prompt_1.txt"), Token));
    }

    private static Instruction InstructionFor(string file) => new($"Read /session/{file} and complete the task", file);
}
