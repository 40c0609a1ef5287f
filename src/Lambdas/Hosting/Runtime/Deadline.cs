namespace TmuxBuilder.Hosting.Runtime;

/// <summary>
/// The token of an invocation, cancelled when its time is up less a margin. The clock is set only when somebody asks
/// for the token. Used again for every invocation.
/// </summary>
internal sealed class Deadline(TimeProvider time, TimeSpan margin) : IDisposable
{
    private CancellationTokenSource? source;
    private DateTimeOffset? end;

    public CancellationToken Token => (source ??= Arm()).Token;

    /// <summary>Whether the token was cancelled.</summary>
    public bool IsOver => source?.IsCancellationRequested == true;

    /// <summary>Begins the time of an invocation.</summary>
    /// <param name="deadlineMs">Milliseconds since 1970; nothing is cancelled without.</param>
    public void Begin(long? deadlineMs)
    {
        Dispose();
        end = deadlineMs is { } at && at <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(at)
            : null;
    }

    public void Cancel() => (source ??= Arm()).Cancel();

    public void Dispose()
    {
        source?.Dispose();
        source = null;
    }

    private CancellationTokenSource Arm()
    {
        if (end is not { } at)
        {
            return new CancellationTokenSource();
        }

        var left = at - time.GetUtcNow();
        var wait = left > margin * 2 ? left - margin : left / 2;
        if (wait <= TimeSpan.Zero)
        {
            var over = new CancellationTokenSource();
            over.Cancel();
            return over;
        }

        // Longer than a timer can wait is longer than any invocation lasts.
        return wait.TotalMilliseconds < int.MaxValue ? new CancellationTokenSource(wait, time) : new();
    }
}
