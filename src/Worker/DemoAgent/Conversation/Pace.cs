using System.Globalization;

namespace TmuxBuilder.DemoAgent.Conversation;

/// <summary>Waits a little between steps, so that people see what happens.</summary>
internal sealed class Pace(TimeSpan step, TimeProvider time)
{
    private static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan Slowest = TimeSpan.FromMinutes(1);

    /// <summary>Reads <c>TB_DEMO_PACE</c>: milliseconds between steps, 150 when absent or not a number.</summary>
    public static TimeSpan Parse(string? milliseconds) =>
        int.TryParse(milliseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? TimeSpan.FromMilliseconds(Math.Min(value, Slowest.TotalMilliseconds))
            : Usual;

    public Task StepAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return step > TimeSpan.Zero ? Task.Delay(step, time, cancellationToken) : Task.CompletedTask;
    }
}
