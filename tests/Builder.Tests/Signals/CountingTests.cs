using TmuxBuilder.Agent;
using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Builder.Workers;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Signals;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Tests.Signals;

/// <summary>What a worker counts and measures of its work.</summary>
public sealed class CountingTests
{
    private static readonly WorkerId Other = WorkerId.Parse("worker-2");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_turns_way_is_measured_once()
    {
        var time = Machine.Clock();
        await using var machine = Machine.New(time: time);
        using var counts = new Counts(machine);
        var session = await machine.SessionAsync();
        var turn = await machine.SubmitSilentlyAsync(session);
        time.Advance(TimeSpan.FromSeconds(7));
        await machine.StartWorkerAsync();
        var (pane, line) = await machine.TypedAsync();
        pane.Emit(new AgentSignal.Typed("something else"));
        pane.Emit(new AgentSignal.Typed(line));
        pane.Accept(line);
        await machine.TurnAsync(turn, TurnState.Accepted);
        time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal([7], counts.Of(Instruments.EnterDelayName));
        Assert.Empty(counts.Of(Instruments.TurnsEndedName, "done"));

        pane.Stop("Here it is.");
        await machine.TurnAsync(turn, TurnState.Done);
        await SettledAsync(machine);

        Assert.Equal([1], counts.Of(Instruments.TurnsEndedName, "done"));
        Assert.Equal([37], counts.Of(Instruments.TurnDurationName));
        Assert.Empty(counts.Of(Instruments.TakeOversName));
    }

    [Fact]
    public async Task A_publication_is_measured_by_what_came_of_it()
    {
        await using var machine = Machine.New();
        using var counts = new Counts(machine);
        var (session, _, pane) = await machine.AcceptedAsync();
        Assert.Equal(3, await machine.CallAsync(pane, "deploy", ["--project", "tea-shop"]));
        await machine.BuildAsync(session, "one");
        Assert.Equal(0, await machine.CallAsync(pane, "deploy", ["--project", "tea-shop"]));
        Assert.Equal(2, await machine.CallAsync(pane, "deploy", ["--nonsense"]));

        Assert.Single(counts.Of(Instruments.PublishName, "published"));
        Assert.Single(counts.Of(Instruments.PublishName, "refused"));
        Assert.Empty(counts.Of(Instruments.PublishName, "failed"));
    }

    [Fact]
    public async Task A_session_of_a_lost_worker_is_counted_as_taken_over()
    {
        await using var machine = Machine.New(
            options => options with
            {
                Heartbeat = TimeSpan.FromMilliseconds(100),
                StandDownAfter = TimeSpan.FromSeconds(2),
                LostAfter = TimeSpan.FromSeconds(3),
            });
        using var counts = new Counts(machine);
        var session = await machine.SessionAsync();
        await machine.Get<ILeaseStore>().AcquireAsync(session.Id, Other, Token);
        await machine.SubmitSilentlyAsync(session);

        await machine.StartWorkerAsync();
        await machine.TypedAsync();

        Assert.Equal([1], counts.Of(Instruments.TakeOversName));
    }

    [Fact]
    public async Task A_session_that_is_given_away_and_a_doorbell_that_is_passed_on_are_counted()
    {
        await using var machine = Machine.New(options => options with
        {
            HandOverAfter = TimeSpan.Zero, Drain = TimeSpan.FromMinutes(3),
        });
        using var counts = new Counts(machine);
        var others = await machine.SessionAsync();
        await machine.Get<ILeaseStore>().RegisterAsync(
            new WorkerRecord(Other, 0, 4, false, machine.Time.GetUtcNow()), Token);
        await machine.Get<ILeaseStore>().AcquireAsync(others.Id, Other, Token);
        await using var line = machine.Get<IDoorbell>().ListenAtAsync(Other, Token).GetAsyncEnumerator(Token);
        await machine.AcceptedAsync();
        await machine.Get<IDoorbell>().RingAsync(others.Id, Token);
        Assert.True(await line.MoveNextAsync());

        await machine.Get<Worker>().StopAsync(Token);

        Assert.Equal([1], counts.Of(Instruments.HandOversName));
        Assert.Equal([1], counts.Of(Instruments.ForwardsName));
    }

    [Fact]
    public async Task Calls_of_the_model_are_counted_with_their_tokens_and_cost()
    {
        await using var machine = Machine.New();
        using var counts = new Counts(machine);
        var session = await machine.SessionAsync();

        Usage.UsageQueueTests.Call(machine, session.Id, "msg_1");

        Assert.Equal([1], counts.Of(Instruments.ModelCallsName, "answered"));
        Assert.NotEmpty(counts.Of(Instruments.ModelTokensName, "output"));
        Assert.True(Assert.Single(counts.Of(Instruments.ModelCostName)) > 0);
    }

    /// <summary>What follows the store of a turn's end is done once its agent takes the next.</summary>
    private static async Task SettledAsync(Machine machine)
    {
        var next = await machine.SessionAsync();
        await machine.SendAsync(next);
        await machine.TypedAsync();
        await machine.Get<Worker>().StopAsync(Token);
    }
}
