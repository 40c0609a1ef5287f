using TmuxBuilder.Builder.Prompts;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Builder.Tests.RealCli;

/// <summary>The real CLI finds the skills and agents of a session as the worker prepares it.</summary>
[Collection(CliMachine.OneAtATime)]
public sealed class KnowledgeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_cli_lists_every_skill_and_agent_reads_a_skill_and_calls_an_agent()
    {
        await using var cli = await CliMachine.OpenAsync();
        var turn = await cli.SendAsync("A page for a tea shop", Scenario.ReadsThePrompt
            .Step(step => step.Tool("Skill", new { skill = "testing" }))
            .Step(step => step.Tool(
                "Agent", new { description = "Test it", prompt = "Test code/", subagent_type = "tester" }))
            .Says("Here it is."));
        await cli.DoneAsync(turn, "Here it is.");

        var asked = cli.LastCall.Body.GetRawText();
        foreach (var path in Knowledge.Paths.Where(path => path.EndsWith(".md", StringComparison.Ordinal)))
        {
            // The words of its own front matter: the system prompt names the skills too.
            var head = (await cli.Machine.ReadAsync(cli.Session, $".claude/{path}")).Split('\n');
            var (name, description) = (head[1]["name: ".Length..], head[2]["description: ".Length..]);
            Assert.Contains($"- {name}: {description[..40]}", asked, StringComparison.Ordinal);
        }

        Assert.Contains("Each is a command. Status 0 lets you pass", asked, StringComparison.Ordinal);
        var tester = await cli.Model.Log.WaitForAsync(request => request.Kind == RequestKind.Subagent, Token);
        Assert.Contains("You look for what is wrong", tester.Body.GetRawText(), StringComparison.Ordinal);
    }
}
