using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Paging;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;
using Xunit;

namespace TmuxBuilder.Contracts;

/// <content>What a session begins with.</content>
public abstract partial class SessionStoreContract
{
    [Fact]
    public async Task A_session_is_stored_with_what_it_begins_with_or_not_at_all()
    {
        var session = World.NewSession();
        var first = World.NewSubmission(session.Id, "Tea", "first");
        var record = new AuditRecord(Now, "admin", "session.create", session.Id.Short, "{}", "trace");

        Assert.Equal(
            CreateOutcome.Created,
            await Sessions.CreateAsync(session, new SessionBeginning(first, record), Cancellation));
        Assert.Equal(
            CreateOutcome.IdTaken,
            await Sessions.CreateAsync(
                session, new SessionBeginning(World.NewSubmission(session.Id, "Coffee"), record), Cancellation));

        var row = await Sessions.FindRowAsync(session.Id, Cancellation);
        Assert.Equal((1, 1), (row?.Head.Queued, row?.Head.ChatCount));
        var turns = World.Get<ITurnStore>();
        var turn = Assert.Single(await turns.ListOpenAsync(session.Id, Cancellation));
        Assert.Equal((first.Turn.Id, 1), (turn.Id, turn.Number));
        Assert.Equal(
            first.Message.Id, Assert.Single(await World.Get<IChatStore>().TailAsync(session.Id, 9, Cancellation)).Id);
        Assert.Equal(
            first.Entries.Count,
            (await World.Get<IActivityLog>().ReadAsync(session.Id, 0, 9, Cancellation)).Count);
        var page = await World.Get<IAuditStore>().PageAsync(session.Id.Short, new PageRequest(9), Cancellation);
        Assert.Equal([record], page.Items);

        // A repeat of the message is known.
        var (again, _) = await turns.SubmitAsync(session.Id, first, Cancellation);
        Assert.Equal((SubmitOutcome.Repeated, first.Turn.Id), (again.Outcome, again.Turn?.Id));
        Assert.Contains(session.Id, await Sessions.ListWithWorkAsync(99, Cancellation));
    }

    [Fact]
    public async Task Sessions_stored_without_their_first_turn_are_found_until_they_are_begun_or_gone()
    {
        var first = await UnbegunAsync();
        Time.Advance(TimeSpan.FromSeconds(1));
        var second = await UnbegunAsync();
        await World.StoredSessionAsync();
        var begun = World.NewSession() with { State = SessionState.Initializing };
        await Sessions.CreateAsync(
            begun, new SessionBeginning(World.NewSubmission(begun.Id), null), Cancellation);

        Assert.Equal([first.Id, second.Id], await ListAsync(Now.AddSeconds(1)));
        Assert.Equal([first.Id], await ListAsync(Now));
        Assert.Equal([first.Id], await ListAsync(Now.AddSeconds(1), 1));

        await World.StoredTurnAsync(first.Id);
        Assert.Equal([second.Id], await ListAsync(Now.AddSeconds(1)));
        Assert.Equal([second.Id], await ListAsync(Now.AddSeconds(1)));

        await Sessions.SaveAsync(second with { State = SessionState.Hibernated }, null, Cancellation);
        var last = await UnbegunAsync();
        Assert.Equal([last.Id], await ListAsync(Now.AddSeconds(1)));
        Assert.True(await Sessions.EraseAsync(last.Id, null, Cancellation));
        Assert.Empty(await ListAsync(Now.AddSeconds(1)));

        Task<IReadOnlyList<SessionId>> ListAsync(DateTimeOffset before, int limit = 100) =>
            Sessions.ListUnbegunAsync(before, limit, Cancellation);

        async Task<Session> UnbegunAsync()
        {
            var session = World.NewSession() with { State = SessionState.Initializing };
            Assert.Equal(CreateOutcome.Created, await Sessions.CreateAsync(session, Cancellation));
            return session;
        }
    }
}
