using TmuxBuilder.Agent;
using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Tests.Runs;

/// <summary>The whole worker with the demo builder in a real pane and, where it works, a real sandbox.</summary>
public sealed class DemoAgentTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_demo_builder_builds_publishes_changes_and_answers()
    {
        await using var machine = Machine.New(profile: AgentOptions.Demo);
        var session = await machine.SessionAsync();
        await machine.StartWorkerAsync();

        var turn = await machine.SendAsync(session, "Build a page for a tea shop. Title: Leaf and Kettle");
        await machine.TurnAsync(turn, TurnState.Done);
        var site = Assert.Single(await machine.Get<ISiteStore>().ListAsync(session.Id, Token));
        var change = await machine.SendAsync(session, "Change the headline to Fresh again");
        await machine.TurnAsync(change, TurnState.Done);

        Assert.Equal(SiteState.Live, site.State);
        Assert.Equal(2, (await machine.Get<ISiteStore>().ListReleasesAsync(site.Id, Token)).Count);
        var types = await machine.TypesAsync(session);
        Assert.Equal(2, types.Count(type => type == "done"));
        Assert.Equal(2, types.Count(type => type == "summary"));
        Assert.Contains("deployed", types);
        Assert.Contains("working", types);
        Assert.Equal(6, (await machine.LinesAsync(session)).Count);
        Assert.Contains(
            await machine.LinesAsync(session), line => line.Content.Contains(site.Url, StringComparison.Ordinal));
        await machine.StateAsync(session, SessionState.Ready);
        await machine.Get<IAgents>().KillAsync(session.Id, Token);
    }

    [Fact]
    public async Task A_worker_killed_while_the_demo_builder_works_is_followed_by_one_that_sees_it_through()
    {
        await using var machine = Machine.New(profile: AgentOptions.Demo);
        var session = await machine.SessionAsync();
        await machine.StartWorkerAsync();
        var turn = await machine.SendAsync(session, "Build a page for a bakery");
        await machine.TurnAsync(turn, TurnState.Working);

        await machine.RebootAsync();

        await machine.TurnAsync(turn, TurnState.Done);
        var types = await machine.TypesAsync(session);
        Assert.Single(types, "done");
        Assert.Single(types, "summary");
        Assert.Single(types, "deployed");
        Assert.Equal(1, (await machine.Turns.FindAsync(session.Id, turn.Id, Token))?.Attempts);
        await machine.StateAsync(session, SessionState.Ready);
        await machine.Get<IAgents>().KillAsync(session.Id, Token);
    }
}
