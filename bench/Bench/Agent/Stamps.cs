using System.Diagnostics;
using System.Threading.Channels;
using TmuxBuilder.Agent;

namespace TmuxBuilder.Bench.Agent;

/// <summary>What happened in a host, with the time of each.</summary>
internal sealed class Stamps
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Channel<(object What, long At, DateTimeOffset Clock)> happened =
        Channel.CreateUnbounded<(object, long, DateTimeOffset)>();

    /// <summary>When the last request was received (<see cref="Stopwatch"/>).</summary>
    public long Received { get; set; }

    public void Add(object what) => happened.Writer.TryWrite(
        (what, Stopwatch.GetTimestamp(), TimeProvider.System.GetUtcNow()));

    /// <summary>The next of a kind that fits; what came before it is forgotten.</summary>
    public async Task<(long At, DateTimeOffset Clock)> UntilAsync<T>(
        CancellationToken cancellationToken, Func<T, bool>? fits = null)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        while (true)
        {
            var (what, at, clock) = await happened.Reader.ReadAsync(limit.Token);
            if (what is AgentSignal.NotTaken or AgentSignal.TurnFailed or AgentSignal.Exited)
            {
                throw new InvalidOperationException(
                    $"The agent told {what}; what follows would not be what is measured.");
            }

            if (what is T found && (fits is null || fits(found)))
            {
                return (at, clock);
            }
        }
    }

    /// <summary>An agent takes input.</summary>
    public sealed record Started;

    /// <summary>An instruction is handed to the agent.</summary>
    public sealed record Delivering;

    /// <summary>A frame goes to a socket.</summary>
    public sealed record Sent(string Text);
}
