namespace TmuxBuilder.Builder.Tests.World;

/// <summary>Lets tests wait for a condition without polling: looked at again whenever something was written.</summary>
internal sealed class Pulse
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes with the next beat.</summary>
    public Task Next => Volatile.Read(ref next).Task;

    public void Beat() =>
        Interlocked.Exchange(ref next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))
            .TrySetResult();

    public async Task<T> UntilAsync<T>(Func<Task<T?>> look, CancellationToken cancellationToken)
        where T : class
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        while (true)
        {
            var beat = Next;
            if (await look() is { } found)
            {
                return found;
            }

            await beat.WaitAsync(patience.Token);
        }
    }
}
