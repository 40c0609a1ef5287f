using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace TmuxBuilder.Adapters.Embedded.Sqlite;

/// <summary>A few reading connections, opened as they are needed; readers never wait for the writer.</summary>
internal sealed class SqliteReaders(Func<SqlRunner> open) : IDisposable
{
    private const int MaxReaders = 4;

    private readonly SemaphoreSlim places = new(MaxReaders);
    private readonly ConcurrentBag<SqlRunner> idle = [];

    public async Task<T> RunAsync<T>(Func<SqlRunner, T> read, CancellationToken cancellationToken)
    {
        await places.WaitAsync(cancellationToken);
        try
        {
            var sql = idle.TryTake(out var free) ? free : open();
            try
            {
                return read(sql);
            }
            finally
            {
                idle.Add(sql);
            }
        }
        catch (SqliteException exception) when (SqliteFaults.IsUnavailable(exception))
        {
            throw SqliteFaults.Translate(exception);
        }
        finally
        {
            places.Release();
        }
    }

    public void Dispose()
    {
        while (idle.TryTake(out var sql))
        {
            sql.Dispose();
        }

        places.Dispose();
    }
}
