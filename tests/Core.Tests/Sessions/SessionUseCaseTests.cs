using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TmuxBuilder.Adapters.Embedded;
using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;
using TmuxBuilder.Core.Validation;

namespace TmuxBuilder.Core.Tests.Sessions;

public sealed class SessionUseCaseTests : IAsyncDisposable
{
    private static readonly By Admin = new("admin", "trace-1");

    private readonly string folder = Directory.CreateTempSubdirectory("tb-core-").FullName;
    private readonly ServiceProvider services;

    public SessionUseCaseTests() => services = new ServiceCollection()
        .AddSingleton<TimeProvider>(new FakeTimeProvider(new DateTimeOffset(2026, 2, 4, 7, 25, 31, TimeSpan.Zero)))
        .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
        .AddSingleton(new Core.Access.Links(new Uri("https://builder.example")))
        .AddEmbeddedAdapters(
            new EmbeddedOptions { DataFolder = folder, SiteBase = () => new Uri("http://localhost:8000/") })
        .AddCore()
        .BuildServiceProvider();

    [Fact]
    public async Task A_message_stored_twice_is_one_turn_and_one_receipt()
    {
        var session = await CreateAsync("");
        var request =
            new TurnRequest(session.Id, "hello", TurnOrigin.Client) { ClientMessageId = "m-1", TraceId = "trace-1" };

        var first = await Get<TurnSubmitter>().SubmitAsync(request, Token);
        var second = await Get<TurnSubmitter>().SubmitAsync(request, Token);

        Assert.Equal((SubmitOutcome.Stored, SubmitOutcome.Repeated), (first.Outcome, second.Outcome));
        Assert.Equal(first.Turn?.Id, second.Turn?.Id);
        var entry = Assert.Single(await Get<IActivityLog>().TailAsync(session.Id, 10, Token));
        Assert.Equal(("delivery", "trace-1"), (entry.Entry.Type, entry.Entry.TraceId));
        Assert.Contains("\"state\":\"queued\"", entry.Entry.DataJson, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_rings_the_doorbell_after_it_is_stored()
    {
        var session = await CreateAsync("");
        await using var rings = Get<IDoorbell>().ListenAsync(Token).GetAsyncEnumerator(Token);

        await Get<TurnSubmitter>().SubmitAsync(new TurnRequest(session.Id, "hello", TurnOrigin.Client), Token);

        Assert.True(await rings.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60), Token));
        Assert.Equal(session.Id, rings.Current);
    }

    [Fact]
    public async Task A_deleted_or_unknown_session_takes_no_message()
    {
        var session = await CreateAsync("");
        await Get<DeleteSession>().DeleteAsync(session.Id, Admin, Token);
        var unknown = SessionId.Parse(new string('b', SessionId.Length));

        var deleted =
            await Get<TurnSubmitter>().SubmitAsync(new TurnRequest(session.Id, "hello", TurnOrigin.Client), Token);
        var absent =
            await Get<TurnSubmitter>().SubmitAsync(new TurnRequest(unknown, "hello", TurnOrigin.Client), Token);

        Assert.Equal((SubmitOutcome.SessionGone, SubmitOutcome.SessionGone), (deleted.Outcome, absent.Outcome));
        var kept = await Get<ISessionStore>().FindAsync(session.Id, Token);
        Assert.Equal(SessionState.Deleted, kept?.State);
    }

    [Fact]
    public async Task The_initial_request_is_started_once_however_often_it_is_asked_for()
    {
        var session = await CreateAsync("A page about tea");

        await Get<CreateSession>().StartAsync(session, Admin, Token);
        await Get<CreateSession>().StartAsync(session, Admin, Token);

        var turn = Assert.Single(await Get<ITurnStore>().ListOpenAsync(session.Id, Token));
        Assert.Equal(("A page about tea", TurnOrigin.Initial), (turn.Text, turn.Origin));
    }

    [Theory]
    [InlineData(TurnState.Working, SessionState.Working)]
    [InlineData(TurnState.Waiting, SessionState.Waiting)]
    public async Task A_session_resumed_while_a_turn_runs_is_as_its_turn(TurnState turn, SessionState state)
    {
        var session = await CreateAsync("A page about tea");
        await RunAsync(session.Id, turn);
        await Get<PauseSession>().PauseAsync(session.Id, Admin, Token);

        var outcome = await Get<PauseSession>().ResumeAsync(session.Id, Admin, Token);

        Assert.Equal(SessionOutcome.Done, outcome);
        Assert.Equal(state, (await Get<ISessionStore>().FindAsync(session.Id, Token))?.State);
    }

    [Fact]
    public async Task Changes_made_side_by_side_are_all_kept()
    {
        var session = await CreateAsync("");
        var sessions = Get<ISessionStore>();

        await Task.WhenAll(Enumerable.Range(0, 5).Select(i => sessions.ChangeAsync(
            session.Id, current => current with { Phone = current.Phone + i }, Token)));

        var phone = (await sessions.FindAsync(session.Id, Token))?.Phone ?? "";
        Assert.Equal("01234", string.Concat(phone.Order()));
    }

    [Fact]
    public async Task What_cannot_be_done_to_a_session_that_is_not_there_is_said()
    {
        var unknown = SessionId.Parse(new string('b', SessionId.Length));

        Assert.Equal(SessionOutcome.Absent, await Get<CompleteSession>().CompleteAsync(unknown, Admin, Token));
        Assert.Equal(SessionOutcome.Absent, await Get<DeleteSession>().DeleteAsync(unknown, Admin, Token));
        Assert.Equal(SessionOutcome.Absent, await Get<RestoreSession>().RestoreAsync(unknown, Admin, Token));
        Assert.Equal(SessionOutcome.Absent, await Get<ClearSession>().ClearAsync(unknown, Admin, Token));
        Assert.Equal(SessionOutcome.Absent, await Get<PauseSession>().PauseAsync(unknown, Admin, Token));
        Assert.Equal(SessionOutcome.Absent, await Get<RegeneratePrompt>().RegenerateAsync(unknown, Admin, Token));
        Assert.Equal(SessionOutcome.Absent, await Get<RotateKeys>().RotateAsync(unknown, Admin, Token));
        Assert.Equal((SessionOutcome.Absent, null), await Get<PurgeSession>().PurgeAsync(unknown, Admin, Token));
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private T Get<T>() where T : notnull => services.GetRequiredService<T>();

    private Task<Session> CreateAsync(string initialRequest) => Get<CreateSession>().CreateAsync(
        new NewSession(new Contact("Ann", "ann@example.org", "", initialRequest)), Admin, Token);

    private async Task RunAsync(SessionId session, TurnState state)
    {
        var worker = WorkerId.Parse("worker");
        await Get<ILeaseStore>().RegisterAsync(
            new WorkerRecord(worker, 0, 4, Draining: false, DateTimeOffset.UnixEpoch), Token);
        var lease =
            await Get<ILeaseStore>().AcquireAsync(session, worker, Token) ?? throw new InvalidOperationException();
        var turn = (await Get<ITurnStore>().ListOpenAsync(session, Token))[0];
        var (outcome, _) = await Get<ITurnStore>().ChangeAsync(
            new TurnChange(TurnState.Queued, turn with { State = state }), [], lease, Token);
        Assert.Equal(ChangeOutcome.Saved, outcome);
    }
}
