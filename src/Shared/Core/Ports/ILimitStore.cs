namespace TmuxBuilder.Core.Ports;

/// <summary>Counts uses of something in fixed windows of time.</summary>
public interface ILimitStore
{
    /// <summary>
    /// Counts one use of <paramref name="key"/>. <see langword="null"/> when it is within <paramref name="limit"/> uses
    /// in the current window, else the time until the window ends; a refused use is not counted.
    /// </summary>
    Task<TimeSpan?> TakeAsync(string key, int limit, TimeSpan window, CancellationToken cancellationToken);

    /// <summary>What <see cref="TakeAsync"/> would answer; counts nothing.</summary>
    Task<TimeSpan?> LookAsync(string key, int limit, TimeSpan window, CancellationToken cancellationToken);
}
