using System.Security.Cryptography;

namespace TmuxBuilder.Adapters.Aws.Calls;

/// <summary>Waits longer after each failure, never longer than a limit, and never in step with others.</summary>
internal sealed class Backoff(TimeSpan first, TimeSpan longest, TimeProvider time)
{
    private const int Grain = 1000;

    private TimeSpan next = first;

    /// <summary>Waits between half of this failure's time and all of it.</summary>
    public Task WaitAsync(CancellationToken cancellationToken)
    {
        var part = (Grain + RandomNumberGenerator.GetInt32(Grain + 1)) / (2.0 * Grain);
        var wait = next * part;
        next = next * 2 < longest ? next * 2 : longest;
        return Task.Delay(wait, time, cancellationToken);
    }

    /// <summary>The next failure is the first again.</summary>
    public void Reset() => next = first;
}
