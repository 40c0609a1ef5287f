namespace TmuxBuilder.Adapters.Embedded.Sqlite;

/// <summary>A write with a result.</summary>
internal sealed class WriteWork<T>(Func<SqlRunner, T> write, CancellationToken cancellationToken)
    : WriteWork(cancellationToken)
{
    // The continuations must not run on the writer's thread: they would hold up every other write.
    private readonly TaskCompletionSource<T> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? result;

    public Task<T> Task => completion.Task;

    public override void Run(SqlRunner sql) => result = write(sql);

    public override void Complete() => completion.TrySetResult(result!);

    public override void Fail(Exception exception) => completion.TrySetException(exception);

    public override void Cancel() => completion.TrySetCanceled(Cancellation);
}
