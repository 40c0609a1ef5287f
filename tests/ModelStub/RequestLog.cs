namespace TmuxBuilder.Testing;

/// <summary>The requests seen so far, in order.</summary>
public sealed class RequestLog
{
    private readonly Lock sync = new();
    private readonly List<StubRequest> requests = [];
    private TaskCompletionSource grown = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<StubRequest> All
    {
        get
        {
            lock (sync)
            {
                return [.. requests];
            }
        }
    }

    /// <summary>What all answers together reported.</summary>
    public StubUsage TotalUsage =>
        All.Aggregate(StubUsage.None, (total, request) => request.Usage is { } usage ? total + usage : total);

    /// <summary>The first request that fits, seen already or to come.</summary>
    public async Task<StubRequest> WaitForAsync(Func<StubRequest, bool> fits, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task more;
            lock (sync)
            {
                if (requests.Find(request => fits(request)) is { } found)
                {
                    return found;
                }

                more = grown.Task;
            }

            await more.WaitAsync(cancellationToken);
        }
    }

    internal void Add(StubRequest request)
    {
        lock (sync)
        {
            requests.Add(request);
            grown.SetResult();
            grown = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
