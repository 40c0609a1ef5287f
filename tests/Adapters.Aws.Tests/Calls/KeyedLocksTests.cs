using TmuxBuilder.Adapters.Aws.Calls;

namespace TmuxBuilder.Adapters.Aws.Tests.Calls;

public sealed class KeyedLocksTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_waits_for_the_work_on_another_name()
    {
        using var locks = new KeyedLocks();
        var end = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var held = locks.HoldAsync("a site that is removed", () => end.Task, Cancellation);

        var others = Enumerable.Range(0, 1000).Select(
            n => locks.HoldAsync($"site {n}", () => Task.FromResult(n), Cancellation));
        Assert.Equal(Enumerable.Range(0, 1000), await Task.WhenAll(others).WaitAsync(Patience, Cancellation));

        end.SetResult(7);
        Assert.Equal(7, await held);
        Assert.Equal(0, locks.Count);
    }

    [Fact]
    public async Task One_at_a_time_works_on_a_name_and_who_gives_up_is_in_nobodys_way()
    {
        using var locks = new KeyedLocks();
        using var impatient = new CancellationTokenSource();
        var end = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var working = 0;
        var first = locks.HoldAsync("site", () => WorkAsync(end.Task), Cancellation);
        var second = locks.HoldAsync("site", () => WorkAsync(Task.FromResult(2)), impatient.Token);
        var third = locks.HoldAsync("site", () => WorkAsync(Task.FromResult(3)), Cancellation);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.False(third.IsCompleted);

        end.SetResult(1);

        var done = await Task.WhenAll(first, third).WaitAsync(Patience, Cancellation);
        Assert.Equal([1, 3], done);
        Assert.Equal(0, locks.Count);

        async Task<int> WorkAsync(Task<int> until)
        {
            Assert.Equal(1, Interlocked.Increment(ref working));
            var result = await until;
            Interlocked.Decrement(ref working);
            return result;
        }
    }
}
