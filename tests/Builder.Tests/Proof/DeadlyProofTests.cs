using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Checks;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sites;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Tests.Proof;

/// <summary>Checks that break down, or end their worker, again and again: the turn ends, and says so.</summary>
public sealed class DeadlyProofTests
{
    private const int MaxFailures = 8;
    private const string BrokeDown = "Its check broke down again and again, so it was not checked.";

    [Fact]
    public async Task A_check_that_ends_every_worker_is_given_up()
    {
        await using var machine = Machine.New();
        var (_, turn, pane) = await machine.PublishedAsync();
        machine.Crash.At<ISiteChecks>(nameof(ISiteChecks.CheckAsync));
        pane.Stop("All is built.");
        for (var lost = 0; lost < MaxFailures; lost++)
        {
            await machine.Crash.Died.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
            await machine.KillAsync();
            machine.Boot();
            machine.Crash.At<ISiteChecks>(nameof(ISiteChecks.CheckAsync));
            await machine.StartWorkerAsync();
        }

        var done = await machine.TurnAsync(turn, TurnState.Done);

        Assert.Equal(MaxFailures, done.Setbacks.Count(setback => setback.Kind == SetbackKind.WorkerLost));
        await AssertSaysSoAsync(machine, done);
    }

    [Fact]
    public async Task A_check_that_breaks_down_again_and_again_is_given_up()
    {
        await using var machine = Machine.New(time: new FastTime());
        var (_, turn, pane) = await machine.PublishedAsync();
        machine.Crash.Breaking = (port, method) =>
            port == typeof(ISitePublisher) && method == nameof(ISitePublisher.FindFolderAsync);

        pane.Stop("All is built.");

        await AssertSaysSoAsync(machine, await machine.TurnAsync(turn, TurnState.Done));
    }

    private static async Task AssertSaysSoAsync(Machine machine, Turn done)
    {
        var session = (await machine.Sessions.FindAsync(done.Session, TestContext.Current.CancellationToken))!;
        var said = await machine.LastLineAsync(session, done);
        Assert.StartsWith("All is built.", said.Content, StringComparison.Ordinal);
        Assert.EndsWith(BrokeDown, said.Content, StringComparison.Ordinal);
        Assert.Equal(BrokeDown, (await machine.ShownAsync(session)).Check?.Reason);
        Assert.Equal(SiteState.Live, (await machine.SiteAsync(session)).State);
    }
}
