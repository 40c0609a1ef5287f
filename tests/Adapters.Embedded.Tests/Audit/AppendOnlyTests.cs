using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using TmuxBuilder.Adapters.Embedded.Audit;
using TmuxBuilder.Adapters.Embedded.Sqlite;
using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Paging;

namespace TmuxBuilder.Adapters.Embedded.Tests.Audit;

public sealed class AppendOnlyTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("tb-audit-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Theory]
    [InlineData("DELETE FROM audit", "Nothing is removed from the audit.")]
    [InlineData("UPDATE audit SET subject = 'other'", "The audit is never changed.")]
    [InlineData(
        "REPLACE INTO audit (n, subject, record) VALUES (1, 'other', '{}')",
        "A record of the audit is never replaced.")]
    public async Task The_database_itself_refuses_to_change_or_remove_a_record(string statement, string refusal)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var database = new SqliteDatabase(new DataFolder(root), TimeProvider.System);
        var store = new SqliteAuditStore(database);
        var record = new AuditRecord(
            new FakeTimeProvider().GetUtcNow(), "ann", "session.pause", "abc", "{}", TraceId: null);
        await store.AppendAsync(record, cancellation);

        var refused = await Assert.ThrowsAnyAsync<Exception>(
            () => database.WriteAsync(sql => sql.Execute(statement), cancellation));

        Assert.Contains(refusal, refused.ToString(), StringComparison.Ordinal);
        Assert.IsType<SqliteException>(refused.GetBaseException());
        Assert.Equal([record], (await store.PageAsync(null, new PageRequest(10), cancellation)).Items);
    }
}
