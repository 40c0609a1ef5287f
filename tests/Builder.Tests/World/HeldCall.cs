namespace TmuxBuilder.Builder.Tests.World;

/// <summary>A call of a port that takes its time, until the test lets it go on.</summary>
internal sealed class HeldCall
{
    private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the call was made.</summary>
    public Task Begun => begun.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

    public void GoOn() => goOn.TrySetResult();

    internal async Task BeforeAsync(Func<Task> call)
    {
        begun.TrySetResult();
        await goOn.Task;
        await call();
    }
}
