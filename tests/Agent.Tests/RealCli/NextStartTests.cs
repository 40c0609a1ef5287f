using System.Diagnostics;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Agent.Tests.RealCli;

/// <summary>What an agent may leave in its folder must not keep its session from ever working again.</summary>
public sealed class NextStartTests : IAsyncLifetime
{
    private CliFixture fixture = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => fixture = await CliFixture.OpenAsync();

    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    [Theory]
    [InlineData("{ nope")]
    [InlineData("""{"permissions":{"defaultMode":7}}""")]
    public async Task Settings_the_cli_asks_about_are_taken_away_and_the_conversation_goes_on(string settings)
    {
        var worker = fixture.NewWorker();
        var start = await worker.PrepareAsync(fixture.NewSession());
        fixture.Model.Default = Scenario.ReadsThePrompt
            .Bash($"printf '%s' '{settings}' >/session/.claude-home/settings.json").Says("The word is plover.");
        await using (var agent = await worker.Agents.StartAsync(start, Token))
        {
            await Worker.SubmitAsync(agent, await worker.PromptAsync(start.Session, "Say a word"));
            await Worker.UntilAsync<AgentSignal.Stopped>(agent);
            await CliTranscript.UntilItHoldsAsync(start.Folder, "The word is plover.", Token);
        }

        await using var again = await worker.Agents.StartAsync(start with { Resume = true }, Token);

        fixture.Model.Default = Scenario.Says("Again.");
        await Worker.SubmitAsync(again, await worker.PromptAsync(start.Session, "Which word?", 2));
        Assert.Equal(new AgentSignal.Stopped("Again."), (await Worker.UntilAsync<AgentSignal.Stopped>(again))[^1]);
        Assert.Contains(
            "The word is plover.",
            fixture.Model.Log.All.Last(request => request.Kind == RequestKind.Main).Body.GetRawText(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rm -rf notify.sh && mkdir -p notify.sh/x")]
    [InlineData("rm -rf .claude-home/.claude.json && mkdir -p .claude-home/.claude.json/x")]
    [InlineData("rm -rf .claude-home/settings.json && mkdir -p .claude-home/settings.json/x")]
    [InlineData("rm -rf .claude-home && ln -s /tmp .claude-home")]
    [InlineData("rm -rf .claude-home && touch .claude-home")]
    public async Task What_stands_where_the_platforms_own_belongs_gives_way(string mischief)
    {
        var worker = fixture.NewWorker();
        var start = await worker.PrepareAsync(fixture.NewSession());
        Directory.CreateDirectory(Path.Combine(start.Folder, ".claude-home"));
        using (var shell = Process.Start(
            new ProcessStartInfo("/bin/sh", ["-c", mischief]) { WorkingDirectory = start.Folder })!)
        {
            await shell.WaitForExitAsync(Token);
            Assert.Equal(0, shell.ExitCode);
        }

        await using var agent = await worker.Agents.StartAsync(start, Token);

        fixture.Model.Default = Scenario.Says("Started.");
        await Worker.SubmitAsync(agent, await worker.PromptAsync(start.Session, "There?"));
        Assert.Equal(new AgentSignal.Stopped("Started."), (await Worker.UntilAsync<AgentSignal.Stopped>(agent))[^1]);
    }
}
