using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Adapters.Embedded.Sqlite;

/// <summary>
/// The one writer: a thread that takes what waits, runs it in one transaction, each write in a savepoint of its own,
/// and answers all of them after one commit. So the cost of a durable commit is shared, and no pool thread ever blocks
/// on it.
/// </summary>
internal sealed class SqliteWriter : IDisposable
{
    private const int MaxBatch = 64;
    private const int MaxWaiting = 4_096;

    private readonly BlockingCollection<WriteWork> waiting = new(MaxWaiting);
    private readonly SqlRunner sql;
    private readonly Thread thread;

    public SqliteWriter(SqlRunner sql)
    {
        this.sql = sql;
        thread = new Thread(Loop) { IsBackground = true, Name = "sqlite-writer" };
        thread.Start();
    }

    /// <summary>Runs a write in a transaction; completes when it is committed.</summary>
    /// <exception cref="StoreUnavailableException">It was not committed, and nothing of it was written.</exception>
    public Task<T> RunAsync<T>(Func<SqlRunner, T> write, CancellationToken cancellationToken) =>
        EnqueueAsync(new WriteWork<T>(write, cancellationToken));

    /// <summary>Runs what SQLite does in no transaction; the writes that come meanwhile wait for it.</summary>
    /// <exception cref="StoreUnavailableException">It could not be done.</exception>
    public Task RunAloneAsync(Action<SqlRunner> act, CancellationToken cancellationToken) => EnqueueAsync(
        new WriteWork<bool>(
            sql =>
            {
                act(sql);
                return true;
            },
            cancellationToken) { IsAlone = true });

    /// <summary>Ends after what waits is written.</summary>
    public void Dispose()
    {
        if (!thread.IsAlive)
        {
            return;
        }

        waiting.CompleteAdding();
        thread.Join();
        sql.Dispose();
    }

    private Task<T> EnqueueAsync<T>(WriteWork<T> work)
    {
        try
        {
            return waiting.TryAdd(work)
                ? work.Task
                : Task.FromException<T>(new StoreUnavailableException("Too many writes wait for the database."));
        }
        catch (InvalidOperationException)
        {
            return Task.FromException<T>(new ObjectDisposedException(nameof(SqliteWriter)));
        }
    }

    private void Loop()
    {
        var batch = new List<WriteWork>(MaxBatch);
        foreach (var first in waiting.GetConsumingEnumerable())
        {
            WriteWork? next = first;
            while (next is { IsAlone: false })
            {
                batch.Add(next);
                next = batch.Count < MaxBatch && waiting.TryTake(out var taken) ? taken : null;
            }

            RunBatch(batch);
            batch.Clear();
            if (next is not null)
            {
                RunAlone(next);
            }
        }
    }

#pragma warning disable CA1031 // Whatever goes wrong is given to the callers that wait; the thread goes on.
    private void RunBatch(List<WriteWork> batch)
    {
        if (batch.Count == 0)
        {
            return;
        }

        var written = new List<WriteWork>(batch.Count);
        try
        {
            sql.Execute("BEGIN IMMEDIATE");
            foreach (var work in batch)
            {
                if (RunOne(work))
                {
                    written.Add(work);
                }
            }

            sql.Execute("COMMIT");
        }
        catch (Exception exception)
        {
            RollBack();
            var failure = SqliteFaults.Translate(exception);
            batch.ForEach(work => work.Fail(failure));
            return;
        }

        written.ForEach(work => work.Complete());
    }

    private void RunAlone(WriteWork work)
    {
        if (work.IsCancelled)
        {
            work.Cancel();
            return;
        }

        try
        {
            work.Run(sql);
        }
        catch (Exception exception)
        {
            work.Fail(SqliteFaults.Translate(exception));
            return;
        }

        work.Complete();
    }

    /// <summary>Runs one write; false when it left nothing behind. Throws when the whole transaction is lost.</summary>
    private bool RunOne(WriteWork work)
    {
        if (work.IsCancelled)
        {
            work.Cancel();
            return false;
        }

        sql.Execute("SAVEPOINT one");
        try
        {
            work.Run(sql);
        }
        catch (Exception exception) when (sql.InTransaction)
        {
            sql.Execute("ROLLBACK TO one");
            sql.Execute("RELEASE one");
            work.Fail(SqliteFaults.Translate(exception));
            return false;
        }

        sql.Execute("RELEASE one");
        return true;
    }

    private void RollBack()
    {
        try
        {
            if (sql.InTransaction)
            {
                sql.Execute("ROLLBACK");
            }
        }
        catch (SqliteException)
        {
            // SQLite rolls back what is left when the next transaction begins.
        }
    }
#pragma warning restore CA1031
}
