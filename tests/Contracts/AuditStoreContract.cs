using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Paging;
using TmuxBuilder.Core.Ports;
using Xunit;

namespace TmuxBuilder.Contracts;

public abstract class AuditStoreContract : PortContract
{
    private IAuditStore Audit => World.Get<IAuditStore>();

    [Fact]
    public async Task Records_come_newest_first_as_they_were_appended()
    {
        var records = await AppendAsync("a", "b", "a", "c", "a");

        var all = await AllPagesAsync(cursor => Audit.PageAsync(null, new PageRequest(2, cursor), Cancellation));
        var ofOne = await AllPagesAsync(cursor => Audit.PageAsync("a", new PageRequest(2, cursor), Cancellation));

        Assert.Equal(records.AsEnumerable().Reverse(), all);
        Assert.Equal([records[4], records[2], records[0]], ofOne);
        Assert.Equal(2, (await Audit.PageAsync(null, new PageRequest(2), Cancellation)).Items.Count);
        Assert.Empty((await Audit.PageAsync("nobody", new PageRequest(2), Cancellation)).Items);
    }

    [Fact]
    public async Task A_full_last_page_has_no_cursor()
    {
        await AppendAsync("a", "a");

        Assert.Null((await Audit.PageAsync("a", new PageRequest(2), Cancellation)).NextCursor);
        Assert.NotNull((await Audit.PageAsync("a", new PageRequest(1), Cancellation)).NextCursor);
    }

    [Fact]
    public async Task A_cursor_that_is_not_of_this_list_is_refused() =>
        await Assert.ThrowsAsync<InvalidCursorException>(() =>
            Audit.PageAsync(null, new PageRequest(2, "nonsense"), Cancellation));

    [Fact]
    public async Task Records_outlive_the_process()
    {
        var records = await AppendAsync("a");

        await World.ReopenAsync();

        Assert.Equal(records, (await Audit.PageAsync(null, new PageRequest(10), Cancellation)).Items);
    }

    private async Task<List<AuditRecord>> AppendAsync(params string[] subjects)
    {
        var records = new List<AuditRecord>();
        foreach (var subject in subjects)
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            records.Add(new AuditRecord(
                Now, "admin", "session.delete", subject, """{"ä":1}""", records.Count == 0 ? null : "trace"));
            await Audit.AppendAsync(records[^1], Cancellation);
        }

        return records;
    }
}
