using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using TmuxBuilder.Agent;

namespace TmuxBuilder.Fleet.Machines;

/// <summary>
/// The signals of one agent. A channel of the library's own hands over on threads of its own; this one has whoever
/// reads go on where it waits.
/// </summary>
internal sealed class SignalLine : ChannelReader<AgentSignal>
{
    private readonly Queue<AgentSignal> signals = [];
    private TaskCompletionSource? waiting;

    public void Write(AgentSignal signal)
    {
        signals.Enqueue(signal);
        waiting?.TrySetResult();
        waiting = null;
    }

    public override bool TryRead([MaybeNullWhen(false)] out AgentSignal item) => signals.TryDequeue(out item);

    public override ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public override async IAsyncEnumerable<AgentSignal> ReadAllAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (true)
        {
            while (signals.TryDequeue(out var signal))
            {
                yield return signal;
            }

            waiting = new TaskCompletionSource();
            await waiting.Task.WaitAsync(cancellationToken);
        }
    }
}
