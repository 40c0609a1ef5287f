using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;
using Xunit;

namespace TmuxBuilder.Contracts;

public abstract partial class SessionStoreContract : PortContract
{
    [Fact]
    public async Task A_created_session_is_found_as_it_was_with_an_empty_head()
    {
        var session = World.NewSession();

        Assert.Equal(CreateOutcome.Created, await Sessions.CreateAsync(session, Cancellation));

        Assert.Equal(session, await Sessions.FindAsync(session.Id, Cancellation));
        var row = await Sessions.FindRowAsync(session.Id, Cancellation);
        Assert.Equal(new SessionRow(session, new SessionHead { Session = session.Id }, null), row);
        Assert.Equal(row?.Head, await Log.HeadAsync(session.Id, Cancellation));
    }

    [Fact]
    public async Task A_session_with_nothing_optional_is_found_as_it_was()
    {
        var session = new Session
        {
            Id = SessionId.New("a@example.com", Time),
            Email = "a@example.com",
            ClientName = "A",
            Name = "N",
            CreatedAt = Now,
            UpdatedAt = Now,
        };

        await Sessions.CreateAsync(session, Cancellation);

        Assert.Equal(session, await Sessions.FindAsync(session.Id, Cancellation));
    }

    [Fact]
    public async Task A_session_that_never_was_is_not_found()
    {
        var absent = World.NewSession();

        Assert.Null(await Sessions.FindAsync(absent.Id, Cancellation));
        Assert.Null(await Sessions.FindRowAsync(absent.Id, Cancellation));
        Assert.Equal(SaveOutcome.Absent, await Sessions.SaveAsync(absent, null, Cancellation));
        await Sessions.EraseAsync(absent.Id, null, Cancellation);
        Assert.Null(await Sessions.FindAsync(absent.Id, Cancellation));
    }

    [Fact]
    public async Task Of_parallel_creations_of_one_id_one_wins()
    {
        var session = World.NewSession();

        var outcomes = await AtOnceAsync(10, index =>
            Sessions.CreateAsync(session with { Name = $"name {index}" }, Cancellation));

        Assert.Single(outcomes, CreateOutcome.Created);
        Assert.Equal(9, outcomes.Count(outcome => outcome == CreateOutcome.IdTaken));
        Assert.Equal(
            $"name {outcomes.IndexOf(CreateOutcome.Created)}",
            (await Sessions.FindAsync(session.Id, Cancellation))?.Name);
    }

    [Fact]
    public async Task The_same_first_twelve_digits_are_refused_and_leave_the_first_session_alone()
    {
        var session = await World.StoredSessionAsync();
        var similar = World.NewSession() with { Id = SameStart(session.Id) };

        Assert.Equal(CreateOutcome.IdTaken, await Sessions.CreateAsync(similar, Cancellation));

        Assert.Null(await Sessions.FindAsync(similar.Id, Cancellation));
        Assert.Equal(session, await Sessions.FindAsync(session.Id, Cancellation));
    }

    [Fact]
    public async Task Deleted_digits_stay_taken_purged_ones_are_free_and_a_purged_id_is_never_given_again()
    {
        var session = await World.StoredSessionAsync();
        await World.StoredTurnAsync(session.Id);
        await Sessions.SaveAsync(session with { State = SessionState.Deleted }, null, Cancellation);
        Assert.Equal(
            CreateOutcome.IdTaken,
            await Sessions.CreateAsync(World.NewSession() with { Id = SameStart(session.Id) }, Cancellation));

        await Sessions.EraseAsync(session.Id, null, Cancellation);
        await World.ReopenAsync();

        Assert.Equal(CreateOutcome.IdTaken, await Sessions.CreateAsync(session, Cancellation));
        var similar = session with { Id = SameStart(session.Id) };
        Assert.Equal(CreateOutcome.Created, await Sessions.CreateAsync(similar, Cancellation));
        Assert.Equal(
            new SessionRow(similar, new SessionHead { Session = similar.Id }, null),
            await Sessions.FindRowAsync(similar.Id, Cancellation));
    }

    [Fact]
    public async Task A_save_raises_the_version_by_one_and_stores_every_field()
    {
        var session = await World.StoredSessionAsync();
        var changed = World.NewSession("bob@example.com", "Other") with
        {
            Id = session.Id, State = SessionState.Waiting, StateReason = null, Archived = false, ExpiresAt = null,
        };

        Assert.Equal(SaveOutcome.Saved, await Sessions.SaveAsync(changed, null, Cancellation));
        Assert.Equal(changed with { Version = 1 }, await Sessions.FindAsync(session.Id, Cancellation));
        Assert.Equal(SaveOutcome.Saved, await Sessions.SaveAsync(changed with { Version = 1 }, null, Cancellation));
        Assert.Equal(2, (await Sessions.FindAsync(session.Id, Cancellation))?.Version);
    }

    [Fact]
    public async Task A_save_from_a_stale_version_is_refused()
    {
        var session = await World.StoredSessionAsync();
        await Sessions.SaveAsync(session with { Name = "first" }, null, Cancellation);

        Assert.Equal(SaveOutcome.Stale, await Sessions.SaveAsync(session with { Name = "second" }, null, Cancellation));
        Assert.Equal("first", (await Sessions.FindAsync(session.Id, Cancellation))?.Name);
    }

    [Fact]
    public async Task Of_parallel_saves_from_one_version_one_wins()
    {
        var session = await World.StoredSessionAsync();

        var outcomes = await AtOnceAsync(10, index =>
            Sessions.SaveAsync(session with { Name = $"name {index}" }, null, Cancellation));

        Assert.Single(outcomes, SaveOutcome.Saved);
        Assert.Equal(9, outcomes.Count(outcome => outcome == SaveOutcome.Stale));
    }

    [Fact]
    public async Task A_save_with_the_lease_passes_and_with_a_lost_one_is_refused()
    {
        var session = await World.StoredSessionAsync();
        var lease = await World.LeaseAsync(session.Id, Sample.WorkerA);
        Assert.Equal(SaveOutcome.Saved, await Sessions.SaveAsync(session with { Name = "held" }, lease, Cancellation));

        var lost = await World.LostLeaseAsync(session.Id);

        Assert.Equal(
            SaveOutcome.LeaseLost,
            await Sessions.SaveAsync(session with { Version = 1, Name = "lost" }, lost, Cancellation));
        Assert.Equal("held", (await Sessions.FindAsync(session.Id, Cancellation))?.Name);
    }

    [Fact]
    public async Task A_lease_of_another_session_saves_nothing()
    {
        var session = await World.StoredSessionAsync();
        await World.LeaseAsync(session.Id, Sample.WorkerA);
        var other = await World.LeaseAsync((await World.StoredSessionAsync()).Id, Sample.WorkerA);

        Assert.Equal(SaveOutcome.LeaseLost, await Sessions.SaveAsync(session, other, Cancellation));
    }

    [Fact]
    public async Task A_row_names_the_worker_that_holds_the_lease()
    {
        var session = await World.StoredSessionAsync();
        var lease = await World.LeaseAsync(session.Id, Sample.WorkerA);

        var held = await Sessions.FindRowAsync(session.Id, Cancellation);
        await Leases.ReleaseAsync(lease, Cancellation);
        var free = await Sessions.FindRowAsync(session.Id, Cancellation);

        Assert.Equal(("worker-a", 1L), (held?.Worker, held?.Head.Epoch));
        Assert.Equal((null, 1L), (free?.Worker, free?.Head.Epoch));
    }

    [Fact]
    public async Task Sessions_of_a_client_come_most_recently_updated_first_without_those_that_are_gone()
    {
        var first = await World.StoredSessionAsync();
        await World.StoredSessionAsync("other@example.com");
        Time.Advance(TimeSpan.FromMinutes(1));
        var second = await World.StoredSessionAsync();
        var deleted = await World.StoredSessionAsync();
        await Sessions.SaveAsync(deleted with { State = SessionState.Deleted }, null, Cancellation);
        Assert.Equal([second.Id, first.Id], Ids(await Sessions.ListByEmailAsync("ada@example.com", Cancellation)));

        Time.Advance(TimeSpan.FromMinutes(1));
        await Sessions.SaveAsync(first with { UpdatedAt = Now, State = SessionState.Completed }, null, Cancellation);

        Assert.Equal([first.Id, second.Id], Ids(await Sessions.ListByEmailAsync("ada@example.com", Cancellation)));
        Assert.Empty(await Sessions.ListByEmailAsync("nobody@example.com", Cancellation));
    }

    [Fact]
    public async Task At_most_200_sessions_of_a_client_are_listed()
    {
        await AtOnceAsync(201, _ => World.StoredSessionAsync());

        Assert.Equal(200, (await Sessions.ListByEmailAsync("ada@example.com", Cancellation)).Count);
    }

    [Fact]
    public async Task Sessions_have_work_while_a_turn_waits_or_runs_or_a_command_is_pending()
    {
        var idle = await World.StoredSessionAsync();
        var queued = await World.StoredSessionAsync();
        await World.StoredTurnAsync(queued.Id);
        var running = await World.StoredSessionAsync();
        var turn = await World.StoredTurnAsync(running.Id);
        var lease = await World.LeaseAsync(running.Id, Sample.WorkerA);
        var typed = turn with { State = TurnState.Typed };
        await Turns.ChangeAsync(new TurnChange(TurnState.Queued, typed), [], lease, Cancellation);
        var commanded = await World.StoredSessionAsync();
        var command = World.NewCommand(commanded.Id, CommandKind.Stop);
        await Commands.AddAsync(command, Cancellation);
        await Commands.AddAsync(World.NewCommand(queued.Id), Cancellation);
        await Commands.AddAsync(World.NewCommand(idle.Id) with { ExpiresAt = Now }, Cancellation);

        AssertSame([queued.Id, running.Id, commanded.Id], await Sessions.ListWithWorkAsync(10, Cancellation));
        Assert.Equal(2, (await Sessions.ListWithWorkAsync(2, Cancellation)).Count);

        await Commands.CompleteAsync(command.Id, await World.LeaseAsync(commanded.Id, Sample.WorkerA), Cancellation);
        await Turns.ChangeAsync(
            new TurnChange(TurnState.Typed, typed with { State = TurnState.Done }), [], lease, Cancellation);

        AssertSame([queued.Id], await Sessions.ListWithWorkAsync(10, Cancellation));
    }

    [Fact]
    public async Task Expired_sessions_are_those_whose_time_has_come_and_that_are_not_gone()
    {
        var due = await World.StoredSessionAsync();
        await Sessions.SaveAsync(due with { ExpiresAt = Now }, null, Cancellation);
        var past = await World.StoredSessionAsync();
        await Sessions.SaveAsync(past with { ExpiresAt = Now.AddDays(-1) }, null, Cancellation);
        var later = await World.StoredSessionAsync();
        await Sessions.SaveAsync(later with { ExpiresAt = Now.AddTicks(1) }, null, Cancellation);
        var never = await World.StoredSessionAsync();
        await Sessions.SaveAsync(never with { ExpiresAt = null }, null, Cancellation);
        var gone = await World.StoredSessionAsync();
        await Sessions.SaveAsync(gone with { ExpiresAt = Now, State = SessionState.Deleted }, null, Cancellation);

        AssertSame([due.Id, past.Id], await Sessions.ListExpiredAsync(Now, 10, Cancellation));
        Assert.Single(await Sessions.ListExpiredAsync(Now, 1, Cancellation));
    }

    [Fact]
    public async Task Answered_sessions_outlive_the_process()
    {
        var sessions = await AtOnceAsync(5, _ => World.StoredSessionAsync());
        await Sessions.SaveAsync(sessions[0] with { Name = "Renamed" }, null, Cancellation);

        await World.ReopenAsync();

        Assert.Equal(
            sessions[0] with { Name = "Renamed", Version = 1 }, await Sessions.FindAsync(sessions[0].Id, Cancellation));
        foreach (var session in sessions[1..])
        {
            Assert.Equal(session, await Sessions.FindAsync(session.Id, Cancellation));
        }
    }

    private static SessionId SameStart(SessionId id) =>
        SessionId.Parse(id.Short + new string('0', SessionId.Length - SessionId.ShortLength));

    private static List<SessionId> Ids(IReadOnlyList<SessionRow> rows) => [.. rows.Select(row => row.Session.Id)];

    private static void AssertSame(SessionId[] expected, IReadOnlyList<SessionId> actual) => Assert.Equal(
        expected.Select(id => id.Value).Order(StringComparer.Ordinal),
        actual.Select(id => id.Value).Order(StringComparer.Ordinal));
}
