using TmuxBuilder.Builder.Tests.Proof;
using TmuxBuilder.Builder.Runs;
using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sites;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Tests.Publishing;

/// <summary>Deploys that go on when their agent has ended its work, or was stopped.</summary>
public sealed class OutlivingDeployTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_deploy_whose_turn_is_cancelled_shows_nothing_any_more()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();
        await machine.BuildAsync(session, "one");
        var output = new List<string>();
        var upload = machine.Crash.Hold<ISitePublisher>(nameof(ISitePublisher.UploadAsync));
        var deploy = machine.CallAsync(pane, "deploy", ["--project", "tea-shop"], output);
        await upload.Begun;

        await machine.CommandAsync(session, CommandKind.Cancel, new CancelPayload(turn.Id.Value).ToJson());
        await machine.TurnAsync(turn, TurnState.Cancelled);
        upload.GoOn();

        Assert.Equal(1, await deploy);
        Assert.Equal("Not published: the work it belongs to has ended.", output[^1]);
        var site = await machine.SiteAsync(session);
        Assert.Equal(SiteState.Failed, site.State);
        Assert.Null(site.CurrentRelease);
        Assert.Equal([ReleaseState.Failed], await machine.ReleasesAsync(site));
        Assert.DoesNotContain("deployed", await machine.TypesAsync(session));
    }

    [Fact]
    public async Task A_turn_whose_agent_ends_before_its_deploy_is_done_when_the_release_was_looked_at()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();
        await machine.BuildAsync(session, "one");
        var upload = machine.Crash.Hold<ISitePublisher>(nameof(ISitePublisher.UploadAsync));
        var deploy = machine.CallAsync(pane, "deploy", ["--project", "tea-shop"]);
        await upload.Begun;

        pane.Stop("All is built.");
        await machine.TurnAsync(turn, TurnState.Checking);
        Assert.Empty(machine.Checks.Asked);
        upload.GoOn();

        Assert.Equal(0, await deploy);
        await machine.TurnAsync(turn, TurnState.Done);
        Assert.Contains("<p>one</p>", Assert.Single(machine.Checks.Asked).Page, StringComparison.Ordinal);
        Assert.True((await machine.ShownAsync(session)).Check?.Passed);
        Assert.Equal(SiteState.Live, (await machine.SiteAsync(session)).State);
    }

    [Fact]
    public async Task A_turn_can_be_cancelled_while_it_waits_for_its_deploy()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();
        await machine.BuildAsync(session, "one");
        var upload = machine.Crash.Hold<ISitePublisher>(nameof(ISitePublisher.UploadAsync));
        var deploy = machine.CallAsync(pane, "deploy", ["--project", "tea-shop"]);
        await upload.Begun;
        pane.Stop("All is built.");
        await machine.TurnAsync(turn, TurnState.Checking);

        await machine.CommandAsync(session, CommandKind.Cancel, new CancelPayload(turn.Id.Value).ToJson());
        await machine.TurnAsync(turn, TurnState.Cancelled);
        upload.GoOn();

        Assert.Equal(1, await deploy);
        Assert.Null((await machine.SiteAsync(session)).CurrentRelease);
        Assert.Empty(machine.Checks.Asked);
    }

    [Fact]
    public async Task A_deploy_of_no_turn_makes_nothing()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();
        await machine.BuildAsync(session, "one");
        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);

        // Its end is stored a moment before its owner lets go of it.
        await machine.Pulse.UntilAsync(
            () => Task.FromResult(
                machine.Get<RunnerDirectory>().Find(session.Id) is { Turn: null } owner ? owner : null),
            Token);

        Assert.Equal(1, await machine.CallAsync(pane, "deploy", ["--project", "tea-shop"]));

        Assert.Empty(await machine.Get<ISiteStore>().ListAsync(session.Id, Token));
    }
}
