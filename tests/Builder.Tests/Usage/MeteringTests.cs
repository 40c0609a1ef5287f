using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Agent.Model;
using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Builder.Usage;
using TmuxBuilder.Core.Paging;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;
using TmuxBuilder.Core.Usage;
using TmuxBuilder.Gateway;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Builder.Tests.Usage;

/// <summary>What the store adds up against what the model itself reported, through the real proxy.</summary>
public sealed class MeteringTests : IAsyncLifetime
{
    private const int Turns = 100;

    private readonly EndedCalls ended = new();
    private readonly ShiftedTime time = new();
    private readonly Dictionary<SessionId, (FakePane Pane, HttpClient Client)> agents = [];
    private ModelStub stub = null!;
    private Machine machine = null!;
    private ModelLine line = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IUsageStore Usage => machine.Get<IUsageStore>();

    public async ValueTask InitializeAsync()
    {
        stub = await ModelStub.StartAsync(Token);
        var gateway =
            new GatewayOptions { ModelBaseAddress = stub.BaseAddress, ModelKey = "key", AllowPackageRegistry = false };
        machine = Machine.New(
            options => options with { IdleTimeout = TimeSpan.FromDays(20), TurnTimeout = TimeSpan.FromDays(20) },
            time,
            added: services => services.AddAgentNetwork(gateway).AddSingleton<IModelObserver>(ended));
        line = new ModelLine(machine);
        await machine.StartWorkerAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, client) in agents.Values)
        {
            client.Dispose();
        }

        await machine.DisposeAsync();
        await stub.DisposeAsync();
        line.Dispose();
    }

    [Fact]
    public async Task A_hundred_troubled_turns_cost_exactly_what_the_model_reported()
    {
        // The same troubles every time.
        var random = new Random(20260204);
        var met = new HashSet<int>();
        Session[] sessions =
        [
            await NewSessionAsync("Ada@Example.com"), await NewSessionAsync("bob@example.com"),
            await NewSessionAsync("ada@example.com"), await NewSessionAsync("eve@example.com"),
        ];
        var ran = new Dictionary<string, Ran>();
        for (var n = 0; n < Turns; n++)
        {
            time.Shift = TimeSpan.FromDays(n / 30);
            var session = sessions[n % sessions.Length];
            var day = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
            var turn = await RunAsync(session, random, met);
            ran.Add(turn.Id.Value, new Ran(session, turn, day));
        }

        var calls = stub.Log.All.Where(request => request.Kind != RequestKind.Other).ToList();
        await ended.WaitForAsync(calls.Count, Token);
        await machine.Get<UsageQueue>().FlushAsync(Token);

        Assert.Equal(TroubledCaller.Troubles, met.Count);
        var truth = calls.Where(call => call.Usage is not null)
            .Select(call => (Of: ran[call.Headers[TroubledCaller.TurnHeader]], Amount: Charge(call))).ToList();
        Assert.Equal(TotalsBy(truth, of => of.Turn.Id.Value), await TurnTotalsAsync(ran.Values.Select(of => of.Turn)));
        Assert.Equal(TotalsBy(truth, of => of.Session.Id.Value), await ListAsync(UsageGroup.Session));
        Assert.Equal(TotalsBy(truth, of => of.Session.Email.ToLowerInvariant()), await ListAsync(UsageGroup.Client));
        Assert.Equal(
            TotalsBy(truth, of => of.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            await ListAsync(UsageGroup.Day));
        foreach (var session in sessions)
        {
            var total = await Usage.SessionTotalAsync(session.Id, Token);
            Assert.Equal(TotalsBy(truth, of => of.Session.Id.Value)[session.Id.Value], total);
        }
    }

    private static UsageTotals Charge(StubRequest call)
    {
        var used = call.Usage ?? StubUsage.None;
        return ModelPrices.Default.Charge(
            call.Body.GetProperty("model").GetString(),
            used.Input,
            used.Output,
            used.CacheRead,
            used.CacheCreation,
            used.CacheCreationHour);
    }

    private static Dictionary<string, UsageTotals> TotalsBy(
        IEnumerable<(Ran Of, UsageTotals Amount)> calls, Func<Ran, string> key) =>
        calls.GroupBy(call => key(call.Of)).ToDictionary(
            group => group.Key, group => group.Aggregate(UsageTotals.Zero, (sum, call) => sum + call.Amount));

    private async Task<Dictionary<string, UsageTotals>> TurnTotalsAsync(IEnumerable<Turn> turns)
    {
        var totals = new Dictionary<string, UsageTotals>();
        foreach (var group in turns.GroupBy(turn => turn.Session))
        {
            var amounts = await Usage.TurnTotalsAsync(group.Key, [.. group.Select(turn => turn.Id)], Token);
            foreach (var (turn, amount) in amounts)
            {
                totals.Add(turn.Value, amount);
            }
        }

        return totals;
    }

    private async Task<Dictionary<string, UsageTotals>> ListAsync(UsageGroup group)
    {
        var (from, to) = (new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31));
        var page = await Usage.PageAsync(new UsageQuery(group, from, to, new PageRequest(PageRequest.MaxLimit)), Token);
        return page.Items.ToDictionary(row => row.Key, row => row.Amount);
    }

    private async Task<Session> NewSessionAsync(string email)
    {
        var session = new Session
        {
            Id = SessionId.New(email, time),
            Email = email,
            ClientName = "Kim",
            Name = "Tea shop",
            State = SessionState.Initializing,
            CreatedAt = time.GetUtcNow(),
            UpdatedAt = time.GetUtcNow(),
        };
        Assert.Equal(CreateOutcome.Created, await machine.Sessions.CreateAsync(session, Token));
        return session;
    }

    /// <summary>One message from its sending to its answer, with the calls its agent makes.</summary>
    private async Task<Turn> RunAsync(Session session, Random random, HashSet<int> met)
    {
        var turn = await machine.SendAsync(session);
        if (!agents.TryGetValue(session.Id, out var agent))
        {
            agent = (await machine.Agents.StartedAsync(Token), await line.ConnectAsync(session.Id));
            agents.Add(session.Id, agent);
        }

        agent.Pane.Accept(await agent.Pane.TypedAsync(Token));
        await machine.TurnAsync(turn, TurnState.Accepted);
        await new TroubledCaller(stub, agent.Client, turn.Id.Value, random, met).WorkAsync(Token);
        agent.Pane.Stop("Done.");
        return await machine.TurnAsync(turn, TurnState.Done);
    }

    private sealed record Ran(Session Session, Turn Turn, DateOnly Day);
}
