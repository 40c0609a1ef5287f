namespace TmuxBuilder.Adapters.Embedded.Sqlite;

/// <summary>A write that waits for its turn and for its commit.</summary>
internal abstract class WriteWork(CancellationToken cancellationToken)
{
    /// <summary>Its caller no longer wants it.</summary>
    public bool IsCancelled => cancellationToken.IsCancellationRequested;

    /// <summary>It runs by itself and outside any transaction.</summary>
    public bool IsAlone { get; init; }

    protected CancellationToken Cancellation => cancellationToken;

    public abstract void Run(SqlRunner sql);

    /// <summary>Hands out the result: what was written is committed.</summary>
    public abstract void Complete();

    /// <summary>Hands out the failure: nothing was written.</summary>
    public abstract void Fail(Exception exception);

    public abstract void Cancel();
}
