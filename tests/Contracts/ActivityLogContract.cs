using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Sessions;
using Xunit;

namespace TmuxBuilder.Contracts;

public abstract class ActivityLogContract : PortContract
{
    [Fact]
    public async Task Visible_entries_are_numbered_and_dropped_ones_stand_beside_the_one_before()
    {
        var session = await World.StoredSessionAsync();
        IReadOnlyList<NewEntry> entries =
        [
            Dropped("a"), Visible("b"), Visible("c"), Dropped("d"), Dropped("e"), Visible("f"),
        ];

        var result = await Log.AppendAsync(session.Id, entries, null, Cancellation);

        Assert.Equal(AppendOutcome.Appended, result.Outcome);
        Assert.Equal(entries, result.Entries.Select(entry => entry.Entry));
        Assert.Equal([0, 1, 2, 2, 2, 3], Seqs(result.Entries));
        Assert.Equal(["b", "c", "f"], Messages(await Log.ReadAsync(session.Id, 0, 10, Cancellation)));
        var raw = await Log.ReadRawAsync(session.Id, -1, 10, Cancellation);
        Assert.Equal(result.Entries, raw);
        Assert.Equal(3, (await Log.HeadAsync(session.Id, Cancellation))?.LastSeq);
    }

    [Fact]
    public async Task Dropped_entries_of_several_appends_all_stand_beside_the_one_before_in_their_order()
    {
        var session = await World.StoredSessionAsync();
        NewEntry[] entries =
            [Dropped("a"), Dropped("b"), Visible("c"), Dropped("d"), Dropped("e"), Visible("f")];
        foreach (var entry in entries)
        {
            await Log.AppendAsync(session.Id, [entry], null, Cancellation);
        }

        var raw = await Log.ReadRawAsync(session.Id, -1, 10, Cancellation);

        Assert.Equal(["a", "b", "c", "d", "e", "f"], Messages(raw));
        Assert.Equal([0, 0, 1, 1, 1, 2], Seqs(raw));
    }

    [Fact]
    public async Task An_entry_is_read_as_it_was_appended()
    {
        var session = await World.StoredSessionAsync();
        var full = World.NewEntry(status: new StatusPatch("build", 40, "Hä?"));
        var bare = new NewEntry { Type = "x", Message = "", DataJson = "null", Timestamp = Now };

        await Log.AppendAsync(session.Id, [full, bare], null, Cancellation);

        Assert.Equal(
            [new ActivityEntry(1, full), new ActivityEntry(2, bare)],
            await Log.ReadAsync(session.Id, 0, 10, Cancellation));
    }

    [Fact]
    public async Task Appends_under_contention_leave_no_gap_and_no_repeat()
    {
        var session = await World.StoredSessionAsync();

        var results = await AtOnceAsync(20, index => Log.AppendAsync(
            session.Id, [Visible($"{index}a"), Dropped($"{index}b"), Visible($"{index}c")], null, Cancellation));

        var stored = await Log.ReadAsync(session.Id, 0, 100, Cancellation);
        Assert.Equal(Enumerable.Range(1, 40).Select(seq => (long)seq), Seqs(stored));
        Assert.Equal(
            stored,
            results
                .SelectMany(result => result.Entries)
                .Where(entry => entry.Entry.Visible)
                .OrderBy(entry => entry.Seq));
        Assert.All(results, result => Assert.Equal(result.Entries[0].Seq + 1, result.Entries[2].Seq));
        Assert.Equal(40, (await Log.HeadAsync(session.Id, Cancellation))?.LastSeq);
    }

    [Fact]
    public async Task Numbers_of_sessions_do_not_depend_on_each_other()
    {
        var one = await World.StoredSessionAsync();
        var other = await World.StoredSessionAsync();

        await Log.AppendAsync(one.Id, [Visible("a"), Visible("b")], null, Cancellation);
        var result = await Log.AppendAsync(other.Id, [Visible("c")], null, Cancellation);

        Assert.Equal([1], Seqs(result.Entries));
        Assert.Equal(["c"], Messages(await Log.ReadAsync(other.Id, 0, 10, Cancellation)));
        Assert.Equal(["c"], Messages(await Log.TailAsync(other.Id, 10, Cancellation)));
    }

    [Fact]
    public async Task Reading_goes_on_after_a_number_up_to_a_limit()
    {
        var session = await World.StoredSessionAsync();
        await Log.AppendAsync(
            session.Id, [Visible("1"), Dropped("1x"), Visible("2"), Dropped("2x"), Visible("3")], null, Cancellation);

        Assert.Equal(["2", "3"], Messages(await Log.ReadAsync(session.Id, 1, 10, Cancellation)));
        Assert.Equal(["1", "2"], Messages(await Log.ReadAsync(session.Id, 0, 2, Cancellation)));
        Assert.Empty(await Log.ReadAsync(session.Id, 3, 10, Cancellation));
        Assert.Equal(["2", "2x", "3"], Messages(await Log.ReadRawAsync(session.Id, 1, 10, Cancellation)));
        Assert.Equal(["1", "1x", "2"], Messages(await Log.ReadRawAsync(session.Id, 0, 3, Cancellation)));
    }

    [Fact]
    public async Task The_tail_is_the_newest_visible_entries_oldest_first()
    {
        var session = await World.StoredSessionAsync();
        await Log.AppendAsync(session.Id, [Visible("1"), Visible("2"), Visible("3"), Dropped("x")], null, Cancellation);

        Assert.Equal(["2", "3"], Messages(await Log.TailAsync(session.Id, 2, Cancellation)));
        Assert.Equal(["1", "2", "3"], Messages(await Log.TailAsync(session.Id, 10, Cancellation)));
    }

    [Fact]
    public async Task The_live_status_takes_on_what_entries_change_and_keeps_the_rest()
    {
        var session = await World.StoredSessionAsync();

        await Log.AppendAsync(
            session.Id,
            [
                World.NewEntry(status: new StatusPatch("plan", 10, "one")),
                World.NewEntry(visible: false, status: new StatusPatch(Progress: 20)),
            ],
            null,
            Cancellation);
        await Log.AppendAsync(
            session.Id, [World.NewEntry(status: new StatusPatch(Message: "two"))], null, Cancellation);
        await Log.AppendAsync(session.Id, [World.NewEntry()], null, Cancellation);

        var head = await Log.HeadAsync(session.Id, Cancellation);
        Assert.Equal(("plan", 20, "two"), (head?.Phase, head?.Progress, head?.StatusMessage));
    }

    [Fact]
    public async Task An_append_with_the_lease_passes_and_with_a_lost_one_writes_nothing()
    {
        var session = await World.StoredSessionAsync();
        var lease = await World.LeaseAsync(session.Id, Sample.WorkerA);
        Assert.Equal(
            AppendOutcome.Appended,
            (await Log.AppendAsync(session.Id, [Visible("held")], lease, Cancellation)).Outcome);
        var lost = await World.LostLeaseAsync(session.Id);

        var result = await Log.AppendAsync(
            session.Id, [World.NewEntry(status: new StatusPatch("lost")), Dropped("lost")], lost, Cancellation);

        Assert.Equal(AppendOutcome.LeaseLost, result.Outcome);
        Assert.Empty(result.Entries);
        Assert.Equal(["held"], Messages(await Log.ReadRawAsync(session.Id, -1, 10, Cancellation)));
        Assert.Equal("", (await Log.HeadAsync(session.Id, Cancellation))?.Phase);
    }

    [Fact]
    public async Task A_lease_given_back_writes_no_more()
    {
        var session = await World.StoredSessionAsync();
        var lease = await World.LeaseAsync(session.Id, Sample.WorkerA);
        await Leases.ReleaseAsync(lease, Cancellation);

        var result = await Log.AppendAsync(session.Id, [Visible("late")], lease, Cancellation);

        Assert.Equal(AppendOutcome.LeaseLost, result.Outcome);
    }

    [Fact]
    public async Task Nothing_is_appended_to_a_session_that_never_was()
    {
        var absent = World.NewSession().Id;

        var result = await Log.AppendAsync(absent, [Visible("x")], null, Cancellation);

        Assert.Equal((AppendOutcome.SessionGone, 0), (result.Outcome, result.Entries.Count));
        Assert.Null(await Log.HeadAsync(absent, Cancellation));
        Assert.Empty(await Log.ReadRawAsync(absent, -1, 10, Cancellation));
        Assert.Empty(await Log.TailAsync(absent, 10, Cancellation));
    }

    [Fact]
    public async Task Nothing_appended_is_nothing_stored()
    {
        var session = await World.StoredSessionAsync();

        var result = await Log.AppendAsync(session.Id, [], null, Cancellation);

        Assert.Equal((AppendOutcome.Appended, 0), (result.Outcome, result.Entries.Count));
        Assert.Equal(0, (await Log.HeadAsync(session.Id, Cancellation))?.LastSeq);
    }

    [Fact]
    public async Task Fifty_entries_go_in_at_once_and_more_are_our_own_mistake()
    {
        var session = await World.StoredSessionAsync();
        IReadOnlyList<NewEntry> fifty = [.. Enumerable.Range(0, 50).Select(number => Visible($"{number}"))];

        await Assert.ThrowsAnyAsync<ArgumentException>(() =>
            Log.AppendAsync(session.Id, [.. fifty, Visible("x")], null, Cancellation));
        Assert.Empty(await Log.ReadAsync(session.Id, 0, 100, Cancellation));

        Assert.Equal(50, (await Log.AppendAsync(session.Id, fifty, null, Cancellation)).Entries.Count);
    }

    [Fact]
    public async Task Numbers_go_on_after_a_restart()
    {
        var session = await World.StoredSessionAsync();
        await Log.AppendAsync(session.Id, [Visible("1"), Visible("2")], null, Cancellation);

        await World.ReopenAsync();
        await Log.AppendAsync(session.Id, [Visible("3")], null, Cancellation);

        Assert.Equal([1, 2, 3], Seqs(await Log.ReadAsync(session.Id, 0, 10, Cancellation)));
    }

    private static List<long> Seqs(IEnumerable<ActivityEntry> entries) => [.. entries.Select(entry => entry.Seq)];

    private static List<string> Messages(IEnumerable<ActivityEntry> entries) =>
        [.. entries.Select(entry => entry.Entry.Message)];

    private NewEntry Visible(string message) => World.NewEntry() with { Message = message };

    private NewEntry Dropped(string message) => World.NewEntry(visible: false) with { Message = message };
}
