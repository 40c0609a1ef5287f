using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Builder.Runs;
using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Builder.Usage;
using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Budgets;
using TmuxBuilder.Core.Paging;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;
using TmuxBuilder.Core.Usage;
using TmuxBuilder.Gateway;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Builder.Tests.Budgets;

/// <summary>Budgets through the real proxy and stores; the agent is a script, the model a stub.</summary>
public sealed class BudgetTests : IAsyncLifetime
{
    private const long Dollar = 1_000_000;

    // Of the stub's answers: a million tokens read by Sonnet.
    private static readonly StubUsage ThreeDollars = new(Input: 1_000_000, 0, 0, 0);

    private readonly ShiftedTime time = new();
    private ModelStub stub = null!;
    private Machine machine = null!;
    private ModelLine line = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IBudgetStore Budgets => machine.Get<IBudgetStore>();

    public async ValueTask InitializeAsync()
    {
        stub = await ModelStub.StartAsync(Token);
        stub.Default = Scenario.Build().Step(step => step.Text("Done.").Usage(ThreeDollars));
        var gateway =
            new GatewayOptions { ModelBaseAddress = stub.BaseAddress, ModelKey = "key", AllowPackageRegistry = false };
        machine = Machine.New(time: time, added: services => services.AddAgentNetwork(gateway));
        line = new ModelLine(machine);
    }

    public async ValueTask DisposeAsync()
    {
        await machine.DisposeAsync();
        await stub.DisposeAsync();
        line.Dispose();
    }

    [Theory]
    [InlineData(BudgetScope.Turn)]
    [InlineData(BudgetScope.Session)]
    [InlineData(BudgetScope.Client)]
    [InlineData(BudgetScope.Platform)]
    public async Task A_call_over_budget_is_refused_in_the_apis_words_and_the_turn_waits_until_it_is_raised(
        BudgetScope scope)
    {
        // Half of it is known when an answer begins, half when it ends: it is not cut within, after a word or before.
        stub.Default = Scenario.Build().Step(step =>
            step.Text("Done.").Usage(new StubUsage(Input: 500_000, 0, 0, 100_000)));
        await Budgets.SetAsync(BudgetKey.Default(scope), 3 * Dollar, Token);
        var (session, turn, pane) = await machine.AcceptedAsync();
        Assert.Equal(200, (await line.AskAsync(session.Id)).Status);

        var (status, text, mayRetry) = await line.AskAsync(session.Id);

        Assert.Equal((429, false), (status, mayRetry));
        Assert.Contains("\"type\":\"rate_limit_error\"", text, StringComparison.Ordinal);
        Assert.Contains($"{scope.Wire} budget is used up", text, StringComparison.Ordinal);
        Assert.Single(stub.Log.All);
        pane.FailTurn("rate_limit", 429);
        var parked = await machine.TurnAsync(turn, TurnState.Parked);
        var setback = Assert.Single(parked.Setbacks);
        Assert.Equal(SetbackKind.OverBudget, setback.Kind);
        Assert.Contains("$3.00 of $3.00", setback.Cause, StringComparison.Ordinal);
        Assert.Contains("goes on by itself once it is raised", parked.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("$", parked.Reason, StringComparison.Ordinal);
        Assert.Equal(parked.Reason, (await machine.LinesAsync(session))[^1].Content);
        Assert.Equal("parked", (await machine.Log.HeadAsync(session.Id, Token))?.Phase);

        var raised = scope switch
        {
            BudgetScope.Turn => BudgetKey.Of(session.Id, turn.Id),
            BudgetScope.Session => BudgetKey.Of(session.Id),
            BudgetScope.Client => BudgetKey.Of(session.Email),
            _ => BudgetKey.Platform,
        };
        await machine.Get<SetBudget>().SetAsync(raised, 7 * Dollar, By.Platform, Token);
        pane.Accept(await pane.TypedAsync(Token));
        await machine.TurnAsync(turn, TurnState.Accepted);
        Assert.Equal(200, (await line.AskAsync(session.Id)).Status);
        pane.Stop("Done.");
        await machine.TurnAsync(turn, TurnState.Done);
    }

    [Fact]
    public async Task A_stream_is_cut_where_it_comes_to_the_limit_and_what_came_is_charged()
    {
        const string gate = "the-end";
        stub.Default = Scenario.Build().Step(step =>
            step.Text(new string('a', 400_000)).Hold(gate).Usage(new StubUsage(Input: 100_000, 0, 0, 200_000)));
        await Budgets.SetAsync(BudgetKey.Default(BudgetScope.Turn), Dollar, Token);
        var (session, turn, _) = await machine.AcceptedAsync();

        var (status, text, _) = await line.AskAsync(session.Id);
        stub.Gate(gate).Open();

        Assert.Equal(200, status);
        Assert.Contains("event: error", text, StringComparison.Ordinal);
        Assert.EndsWith("\n\n", text, StringComparison.Ordinal);
        Assert.Contains("turn budget is used up", text, StringComparison.Ordinal);
        Assert.DoesNotContain("message_stop", text, StringComparison.Ordinal);
        await machine.Get<UsageQueue>().FlushAsync(Token);
        var used = (await machine.Get<IUsageStore>().TurnTotalsAsync(session.Id, [turn.Id], Token))[turn.Id];
        Assert.InRange(used.CostMicroUsd, Dollar, Dollar + (Dollar / 10));
        Assert.Equal(100_000, used.Input);
    }

    [Fact]
    public async Task What_was_spent_is_known_after_a_restart()
    {
        await Budgets.SetAsync(BudgetKey.Default(BudgetScope.Session), 3 * Dollar, Token);
        var (session, _, _) = await machine.AcceptedAsync();
        Assert.Equal(200, (await line.AskAsync(session.Id)).Status);
        await machine.Get<UsageQueue>().FlushAsync(Token);

        await machine.RebootAsync();

        Assert.Equal(429, (await line.AskAsync(session.Id)).Status);
        Assert.Single(stub.Log.All);
    }

    [Theory]
    [InlineData("client@example.com", 429)]
    [InlineData("another@example.com", 200)]
    public async Task What_other_workers_spend_for_a_client_counts_with_the_next_look(string client, int status)
    {
        await Budgets.SetAsync(BudgetKey.Default(BudgetScope.Client), 3 * Dollar, Token);
        var (session, _, _) = await machine.AcceptedAsync();
        var there = SessionId.New(client, time);
        await machine.Get<IUsageStore>().AddAsync(
            new UsageRecord(
                "elsewhere", there, null, client, time.GetUtcNow(), new UsageTotals(0, 0, 0, 0, 3 * Dollar)),
            Token);

        await machine.Get<Builder.Budgets.Budgets>().RefreshAsync(Token);

        Assert.Equal(status, (await line.AskAsync(session.Id)).Status);
    }

    [Fact]
    public async Task Admins_are_told_of_each_level_once_however_many_workers_see_it()
    {
        await Budgets.SetAsync(BudgetKey.Of("client@example.com"), 3 * Dollar, Token);
        var (session, _, _) = await machine.AcceptedAsync();
        await line.AskAsync(session.Id);
        await machine.Get<UsageQueue>().FlushAsync(Token);
        await UntilAuditAsync("budget.reached", 1);

        // Another process that meets it, and an occasion of its own to wait for.
        await machine.RebootAsync();
        await machine.Pulse.UntilAsync(
            () => Task.FromResult(machine.Get<RunnerDirectory>().Find(session.Id)?.Turn), Token);
        await line.AskAsync(session.Id);
        await machine.Get<SetBudget>().SetAsync(
            BudgetKey.Of("client@example.com"), 3_500_000, By.Platform, Token);
        await machine.Get<Builder.Budgets.Budgets>().RefreshAsync(Token);
        var records = await UntilAuditAsync("budget.near", 1);

        Assert.Single(records, record => record.Action == "budget.reached");
        Assert.All(records, record => Assert.Equal("client@example.com", record.Subject));
        Assert.Contains(
            "$3.00",
            records.Single(record => record.Action == "budget.reached").Detail,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_budget_that_is_not_raised_closes_the_message_in_the_end()
    {
        await Budgets.SetAsync(BudgetKey.Default(BudgetScope.Turn), 3 * Dollar, Token);
        var (session, turn, pane) = await machine.AcceptedAsync();
        await line.AskAsync(session.Id);
        pane.FailTurn("rate_limit", 429);
        var parked = await machine.TurnAsync(turn, TurnState.Parked);
        Assert.InRange(
            parked.ParkedUntil!.Value - time.GetUtcNow(),
            machine.Options.BudgetWait - TimeSpan.FromMinutes(5),
            machine.Options.BudgetWait + TimeSpan.FromSeconds(1));

        time.Shift += machine.Options.BudgetWait + TimeSpan.FromSeconds(1);
        await machine.Get<IDoorbell>().RingAsync(session.Id, Token);

        var failed = await machine.TurnAsync(turn, TurnState.Failed);
        Assert.Contains("was not raised", failed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_months_budget_begins_anew_with_the_month()
    {
        await Budgets.SetAsync(BudgetKey.Platform, 3 * Dollar, Token);
        var (session, turn, pane) = await machine.AcceptedAsync();
        await line.AskAsync(session.Id);
        pane.FailTurn("rate_limit", 429);
        var parked = await machine.TurnAsync(turn, TurnState.Parked);
        Assert.Equal(BudgetRules.NextMonth(time.GetUtcNow()), parked.ParkedUntil);

        time.Shift = parked.ParkedUntil!.Value - TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(1);
        await machine.Get<IDoorbell>().RingAsync(session.Id, Token);

        pane.Accept(await pane.TypedAsync(Token));
        await machine.TurnAsync(turn, TurnState.Accepted);
        Assert.Equal(200, (await line.AskAsync(session.Id)).Status);
    }

    private Task<IReadOnlyList<AuditRecord>> UntilAuditAsync(string action, int count) => machine.Pulse.UntilAsync(
        async () =>
        {
            var page = await machine.Get<IAuditStore>().PageAsync(null, new PageRequest(PageRequest.MaxLimit), Token);
            return page.Items.Count(record => record.Action == action) >= count ? page.Items : null;
        },
        Token);
}
