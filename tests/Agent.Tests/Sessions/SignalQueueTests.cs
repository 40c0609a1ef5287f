using TmuxBuilder.Agent.Sessions;

namespace TmuxBuilder.Agent.Tests.Sessions;

public sealed class SignalQueueTests
{
    private readonly SignalQueue queue = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_many_unread_ends_the_last_is_kept_and_none_after_the_exit_is_read()
    {
        for (var number = 0; number < 100_000; number++)
        {
            queue.Write(new AgentSignal.Stopped($"{number}"));
            queue.Write(new AgentSignal.ToolStarted("Bash", "again"));
        }

        Assert.InRange(queue.Count, 2, 1100);
        queue.Write(new AgentSignal.Exited(0));
        queue.Complete();

        var read = await queue.ReadAllAsync(Token).ToListAsync(Token);
        Assert.Equal([new AgentSignal.Stopped("99999"), new AgentSignal.Exited(0)], read[^2..]);
        Assert.InRange(read.OfType<AgentSignal.Stopped>().Count(), 1, 10);
    }

    [Fact]
    public async Task Once_it_was_read_it_takes_everything_again()
    {
        for (var number = 0; number < 100; number++)
        {
            queue.Write(new AgentSignal.Stopped($"{number}"));
        }

        Assert.False(queue.Write(new AgentSignal.Accepted("dropped")));
        AgentSignal? last = null;
        while (queue.TryRead(out var read))
        {
            last = read;
        }

        Assert.Equal(new AgentSignal.Stopped("99"), last);
        var next = queue.ReadAsync(Token).AsTask();
        Assert.True(queue.Write(new AgentSignal.Accepted("taken")));
        Assert.Equal(new AgentSignal.Accepted("taken"), await next.WaitAsync(TimeSpan.FromSeconds(60), Token));
    }
}
