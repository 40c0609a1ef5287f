using TmuxBuilder.Core.Paging;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Requests;
using TmuxBuilder.Core.Sessions;
using Xunit;

namespace TmuxBuilder.Contracts;

public abstract class RequestStoreContract : PortContract
{
    private IRequestStore Requests => World.Get<IRequestStore>();

    [Fact]
    public async Task A_request_is_found_as_it_was_stored()
    {
        var request = NewRequest();

        await Requests.CreateAsync(request, Cancellation);

        Assert.Equal(request, await Requests.FindAsync(request.Id, Cancellation));
        Assert.Null(await Requests.FindAsync(RequestId.New(Time), Cancellation));
    }

    [Fact]
    public async Task A_decision_replaces_a_pending_request_with_every_field()
    {
        var request = await StoredAsync();
        var decided = request with
        {
            Status = RequestStatus.Approved,
            Session = SessionId.New("a@example.com", Time),
            Reason = "why not",
            UpdatedAt = Now.AddMinutes(1),
        };

        Assert.True(await Requests.DecideAsync(decided, Cancellation));

        Assert.Equal(decided, await Requests.FindAsync(request.Id, Cancellation));
    }

    [Fact]
    public async Task Pending_requests_are_found_by_age_oldest_first_until_they_are_decided()
    {
        var first = await StoredAsync();
        Time.Advance(TimeSpan.FromSeconds(1));
        var decided = await StoredAsync();
        var second = await StoredAsync();
        Assert.True(await Requests.DecideAsync(decided with { Status = RequestStatus.Rejected }, Cancellation));

        Assert.Equal([first.Id, second.Id], await PendingAsync(Now.AddSeconds(1)));
        Assert.Equal([first.Id], await PendingAsync(Now));
        Assert.Equal([first.Id], await PendingAsync(Now.AddSeconds(1), 1));
        Assert.True(await Requests.DeleteAsync(first.Id, Cancellation));
        Assert.Equal([second.Id], await PendingAsync(Now.AddSeconds(1)));

        Task<IReadOnlyList<RequestId>> PendingAsync(DateTimeOffset before, int limit = 100) =>
            Requests.ListPendingAsync(before, limit, Cancellation);
    }

    [Fact]
    public async Task Of_parallel_decisions_one_wins()
    {
        var request = await StoredAsync();

        var results = await AtOnceAsync(8, index => Requests.DecideAsync(
            request with
            {
                Status = index % 2 == 0 ? RequestStatus.Approved : RequestStatus.Rejected, Reason = $"{index}",
            },
            Cancellation));

        Assert.Single(results, true);
        Assert.Equal($"{results.IndexOf(true)}", (await Requests.FindAsync(request.Id, Cancellation))?.Reason);
    }

    [Fact]
    public async Task An_absent_request_is_not_decided()
    {
        var absent = NewRequest() with { Status = RequestStatus.Approved };

        Assert.False(await Requests.DecideAsync(absent, Cancellation));
        Assert.Null(await Requests.FindAsync(absent.Id, Cancellation));
    }

    [Fact]
    public async Task Pages_come_newest_first_without_gap_or_repeat()
    {
        var stored = new List<BuildRequest>();
        for (var count = 0; count < 11; count++)
        {
            stored.Add(await StoredAsync());
            Time.Advance(TimeSpan.FromSeconds(count % 2));
        }

        foreach (var request in stored.Take(3))
        {
            await Requests.DecideAsync(request with { Status = RequestStatus.Rejected }, Cancellation);
        }

        var expected = stored
            .OrderByDescending(request => request.CreatedAt)
            .ThenByDescending(request => request.Id.Value, StringComparer.Ordinal)
            .Select(request => request.Id)
            .ToList();
        var all = await AllPagesAsync(cursor => Requests.PageAsync(null, new PageRequest(4, cursor), Cancellation));
        var pending = await AllPagesAsync(cursor =>
            Requests.PageAsync(RequestStatus.Pending, new PageRequest(4, cursor), Cancellation));

        Assert.Equal(expected, all.Select(request => request.Id));
        Assert.Equal(4, (await Requests.PageAsync(null, new PageRequest(4), Cancellation)).Items.Count);
        Assert.Equal(
            expected.Except(stored.Take(3).Select(request => request.Id)), pending.Select(request => request.Id));
    }

    [Fact]
    public async Task Totals_count_the_status_asked_for()
    {
        var first = await StoredAsync();
        var second = await StoredAsync();
        await StoredAsync();
        await Requests.DecideAsync(first with { Status = RequestStatus.Approved }, Cancellation);
        await Requests.DeleteAsync(second.Id, Cancellation);

        Assert.Equal(2, await TotalAsync(null));
        Assert.Equal(1, await TotalAsync(RequestStatus.Pending));
        Assert.Equal(1, await TotalAsync(RequestStatus.Approved));
        Assert.Equal(0, await TotalAsync(RequestStatus.Rejected));
    }

    [Fact]
    public async Task A_full_last_page_has_no_cursor()
    {
        await StoredAsync();
        await StoredAsync();

        Assert.Null((await Requests.PageAsync(null, new PageRequest(2), Cancellation)).NextCursor);
    }

    [Fact]
    public async Task A_cursor_that_is_not_of_this_list_is_refused()
    {
        await StoredAsync();
        await StoredAsync();
        var cursor = (await Requests.PageAsync(null, new PageRequest(1), Cancellation)).NextCursor;
        Assert.NotNull(cursor);

        await Assert.ThrowsAsync<InvalidCursorException>(() =>
            Requests.PageAsync(RequestStatus.Pending, new PageRequest(1, cursor), Cancellation));
        await Assert.ThrowsAsync<InvalidCursorException>(() =>
            Requests.PageAsync(null, new PageRequest(1, "nonsense"), Cancellation));
    }

    [Fact]
    public async Task A_request_is_removed_once_and_for_good()
    {
        var request = await StoredAsync();

        Assert.True(await Requests.DeleteAsync(request.Id, Cancellation));
        Assert.False(await Requests.DeleteAsync(request.Id, Cancellation));
        Assert.Null(await Requests.FindAsync(request.Id, Cancellation));
    }

    [Fact]
    public async Task Requests_outlive_the_process()
    {
        var request = await StoredAsync();

        await World.ReopenAsync();

        Assert.Equal(request, await Requests.FindAsync(request.Id, Cancellation));
        Assert.Equal(1, await TotalAsync(null));
    }

    private async Task<long?> TotalAsync(RequestStatus? status) =>
        (await Requests.PageAsync(status, new PageRequest(1), Cancellation)).Total;

    private async Task<BuildRequest> StoredAsync()
    {
        var request = NewRequest();
        await Requests.CreateAsync(request, Cancellation);
        return request;
    }

    private BuildRequest NewRequest() => new()
    {
        Id = RequestId.New(Time),
        Name = "Ada Löve",
        Email = "ada@example.com",
        Phone = "+43",
        InitialRequest = "A site 🍵",
        CreatedAt = Now,
        UpdatedAt = Now,
    };
}
