using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Paging;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;
using Xunit;

namespace TmuxBuilder.Contracts;

public abstract class ChatStoreContract : PortContract
{
    [Fact]
    public async Task A_line_is_read_as_it_was_added()
    {
        var session = await World.StoredSessionAsync();
        var line = World.NewLine("Zeile\n\u0000\u001b[31m \ud83c\udf75 \"<&>\" 漢字") with
        {
            Turn = TurnId.New(Time),
            Delivery = Delivery.Working,
            Origin = TurnOrigin.Repair,
            Attachments = [new Attachment("a", "upload", "ä.png", "image/png", 10_485_760)],
        };

        Assert.True(await Chat.AddAsync(session.Id, line, null, Cancellation));

        Assert.Equivalent(line, Assert.Single(await Chat.TailAsync(session.Id, 10, Cancellation)), strict: true);
        Assert.Equal(1, (await Log.HeadAsync(session.Id, Cancellation))?.ChatCount);
    }

    [Fact]
    public async Task A_line_with_nothing_optional_is_read_as_it_was_added()
    {
        var session = await World.StoredSessionAsync();
        var line = World.NewLine("Done.", ChatRole.Assistant);

        await Chat.AddAsync(session.Id, line, null, Cancellation);

        Assert.Equivalent(line, Assert.Single(await Chat.TailAsync(session.Id, 10, Cancellation)), strict: true);
    }

    [Fact]
    public async Task The_longest_message_of_any_script_is_kept_whole()
    {
        var session = await World.StoredSessionAsync();
        var content = string.Concat(Enumerable.Repeat("漢🍵é", TurnLimits.MaxMessageLength / 4));

        await Chat.AddAsync(session.Id, World.NewLine(content), null, Cancellation);

        Assert.Equal(content, Assert.Single(await Chat.TailAsync(session.Id, 1, Cancellation)).Content);
    }

    [Fact]
    public async Task A_line_with_an_id_stored_before_changes_nothing()
    {
        var session = await World.StoredSessionAsync();
        var line = World.NewLine("first");
        await Chat.AddAsync(session.Id, line, null, Cancellation);

        var results = await AtOnceAsync(5, _ =>
            Chat.AddAsync(session.Id, line with { Content = "second" }, null, Cancellation));

        Assert.All(results, Assert.True);
        Assert.Equal("first", Assert.Single(await Chat.TailAsync(session.Id, 10, Cancellation)).Content);
        Assert.Equal(1, (await Log.HeadAsync(session.Id, Cancellation))?.ChatCount);
    }

    [Fact]
    public async Task A_line_with_the_lease_is_added_and_with_a_lost_one_refused()
    {
        var session = await World.StoredSessionAsync();
        var lease = await World.LeaseAsync(session.Id, Sample.WorkerA);
        Assert.True(await Chat.AddAsync(session.Id, World.NewLine("held"), lease, Cancellation));

        var lost = await World.LostLeaseAsync(session.Id);

        Assert.False(await Chat.AddAsync(session.Id, World.NewLine("lost"), lost, Cancellation));
        Assert.Equal("held", Assert.Single(await Chat.TailAsync(session.Id, 10, Cancellation)).Content);
    }

    [Fact]
    public async Task No_line_is_added_to_a_session_that_never_was()
    {
        var absent = World.NewSession().Id;

        Assert.False(await Chat.AddAsync(absent, World.NewLine(), null, Cancellation));
        Assert.Empty(await Chat.TailAsync(absent, 10, Cancellation));
        Assert.False(await Chat.ClearAsync(absent, Cancellation));
    }

    [Fact]
    public async Task Pages_lead_from_the_newest_lines_to_the_oldest_each_given_oldest_first()
    {
        var session = await World.StoredSessionAsync();
        var other = await World.StoredSessionAsync();
        for (var number = 1; number <= 10; number++)
        {
            await AddAsync(session, $"{number}");
            await AddAsync(other, "other");
        }

        var first = await Chat.PageAsync(session.Id, new PageRequest(4), Cancellation);
        var second = await Chat.PageAsync(session.Id, new PageRequest(4, first.NextCursor), Cancellation);
        var third = await Chat.PageAsync(session.Id, new PageRequest(4, second.NextCursor), Cancellation);

        Assert.Equal(["7", "8", "9", "10"], Contents(first.Items));
        Assert.Equal(["3", "4", "5", "6"], Contents(second.Items));
        Assert.Equal(["1", "2"], Contents(third.Items));
        Assert.Null(third.NextCursor);
    }

    [Fact]
    public async Task A_full_last_page_has_no_cursor()
    {
        var session = await World.StoredSessionAsync();
        await AddAsync(session, "1");
        await AddAsync(session, "2");

        Assert.Null((await Chat.PageAsync(session.Id, new PageRequest(2), Cancellation)).NextCursor);
        Assert.Null(
            (await Chat.PageAsync((await World.StoredSessionAsync()).Id, new PageRequest(2), Cancellation)).NextCursor);
    }

    [Fact]
    public async Task A_cursor_stays_where_it_was_while_lines_are_added()
    {
        var session = await World.StoredSessionAsync();
        await AddAsync(session, "1");
        await AddAsync(session, "2");
        var cursor = (await Chat.PageAsync(session.Id, new PageRequest(1), Cancellation)).NextCursor;

        await AddAsync(session, "3");

        Assert.Equal(
            ["1"], Contents((await Chat.PageAsync(session.Id, new PageRequest(1, cursor), Cancellation)).Items));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("not a cursor")]
    public async Task A_cursor_that_is_not_of_this_list_is_refused(string cursor)
    {
        var session = await World.StoredSessionAsync();

        await Assert.ThrowsAsync<InvalidCursorException>(() =>
            Chat.PageAsync(session.Id, new PageRequest(4, cursor), Cancellation));
    }

    [Fact]
    public async Task The_tail_is_the_newest_lines_oldest_first_and_never_more_than_500()
    {
        var session = await World.StoredSessionAsync();
        for (var number = 1; number <= 501; number++)
        {
            await AddAsync(session, $"{number}");
        }

        Assert.Equal(["500", "501"], Contents(await Chat.TailAsync(session.Id, 2, Cancellation)));
        var all = Contents(await Chat.TailAsync(session.Id, 10_000, Cancellation));
        Assert.Equal((500, "2", "501"), (all.Count, all[0], all[^1]));
    }

    [Fact]
    public async Task Clearing_removes_lines_ended_turns_and_activity_and_numbers_go_on()
    {
        var session = await World.StoredSessionAsync();
        var ended = await World.StoredTurnAsync(session.Id);
        await Turns.DropQueuedAsync(session.Id, ended.Id, "no", [], null, Cancellation);
        var waits = await World.StoredTurnAsync(session.Id);
        await Log.AppendAsync(
            session.Id,
            [World.NewEntry(status: new StatusPatch("p", 5, "m")), World.NewEntry(visible: false)],
            null,
            Cancellation);
        var other = await World.StoredSessionAsync();
        await World.StoredTurnAsync(other.Id);

        Assert.True(await Chat.ClearAsync(session.Id, Cancellation));

        Assert.Empty(await Chat.TailAsync(session.Id, 10, Cancellation));
        Assert.Empty(await Log.ReadRawAsync(session.Id, -1, 10, Cancellation));
        Assert.Equal([waits.Id], (await Turns.ListRecentAsync(session.Id, 10, Cancellation)).Select(turn => turn.Id));
        Assert.Equal(
            new SessionHead { Session = session.Id, LastSeq = 3, Queued = 1 },
            await Log.HeadAsync(session.Id, Cancellation));
        var (result, entries) = await Turns.SubmitAsync(session.Id, World.NewSubmission(session.Id), Cancellation);
        Assert.Equal((3L, 4L), (result.Turn?.Number, Assert.Single(entries).Seq));
        Assert.Single(await Chat.TailAsync(other.Id, 10, Cancellation));
        Assert.Single(await Turns.ListRecentAsync(other.Id, 10, Cancellation));
        Assert.Single(await Log.ReadAsync(other.Id, 0, 10, Cancellation));
    }

    [Fact]
    public async Task Clearing_is_refused_while_a_turn_runs()
    {
        var session = await World.StoredSessionAsync();
        var turn = await World.StoredTurnAsync(session.Id);
        await Turns.ChangeAsync(
            new TurnChange(TurnState.Queued, turn with { State = TurnState.Waiting }),
            [],
            await World.LeaseAsync(session.Id, Sample.WorkerA),
            Cancellation);

        Assert.False(await Chat.ClearAsync(session.Id, Cancellation));

        Assert.Single(await Chat.TailAsync(session.Id, 10, Cancellation));
        Assert.Single(await Log.ReadAsync(session.Id, 0, 10, Cancellation));
    }

    private static List<string> Contents(IReadOnlyList<ChatMessage> lines) => [.. lines.Select(line => line.Content)];

    private Task<bool> AddAsync(Session session, string content) =>
        Chat.AddAsync(session.Id, World.NewLine(content), null, Cancellation);
}
