using System.Security.Cryptography;

namespace TmuxBuilder.Adapters.Aws.Calls;

/// <summary>Waits longer after each failure, never longer than a limit, and never in step with others.</summary>
internal sealed class Backoff(TimeSpan first, TimeSpan longest, TimeProvider time)
{
    private const int Grain = 1000;

    private int failures;

    /// <summary>Waits between half of this failure's time and all of it.</summary>
    public Task WaitAsync(CancellationToken cancellationToken)
    {
        var part = (Grain + RandomNumberGenerator.GetInt32(Grain + 1)) / (2.0 * Grain);
        var wait = Math.Min(first.TotalSeconds * Math.Pow(2, failures++), longest.TotalSeconds);
        return Task.Delay(TimeSpan.FromSeconds(wait * part), time, cancellationToken);
    }

    /// <summary>The next failure is the first again.</summary>
    public void Reset() => failures = 0;
}
