using Microsoft.Data.Sqlite;
using SQLitePCL;
using TmuxBuilder.Adapters.Embedded.Sqlite;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Adapters.Embedded.Tests.Sqlite;

public sealed class SqliteFaultsTests
{
    [Theory]
    [InlineData(raw.SQLITE_BUSY, "locked")]
    [InlineData(raw.SQLITE_LOCKED, "locked")]
    [InlineData(raw.SQLITE_PROTOCOL, "locked")]
    [InlineData(raw.SQLITE_FULL, "full")]
    [InlineData(raw.SQLITE_IOERR, "written")]
    [InlineData(raw.SQLITE_CANTOPEN, "written")]
    [InlineData(raw.SQLITE_READONLY, "written")]
    [InlineData(raw.SQLITE_NOMEM, "memory")]
    [InlineData(raw.SQLITE_CORRUPT, "damaged")]
    [InlineData(raw.SQLITE_NOTADB, "damaged")]
    public void A_fault_of_the_machine_makes_the_store_unavailable_and_says_why(int code, string why)
    {
        var fault = new SqliteException("As SQLite says it.", code);

        var told = Assert.IsType<StoreUnavailableException>(SqliteFaults.Translate(fault));

        Assert.Contains(why, told.Message, StringComparison.Ordinal);
        Assert.Same(fault, told.InnerException);
        Assert.True(SqliteFaults.IsUnavailable(fault));
    }

    [Fact]
    public void A_mistake_of_ours_stays_what_it_is()
    {
        var mistake = new SqliteException("No such table.", raw.SQLITE_ERROR);

        Assert.Same(mistake, SqliteFaults.Translate(mistake));
        Assert.False(SqliteFaults.IsUnavailable(mistake));
    }
}
