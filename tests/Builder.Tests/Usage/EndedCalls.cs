using System.Threading.Channels;
using TmuxBuilder.Agent.Model;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Builder.Tests.Usage;

/// <summary>Counts the calls that ended, as the last of the observers.</summary>
internal sealed class EndedCalls : IModelObserver
{
    private readonly Channel<ModelCallEnd> ends = Channel.CreateUnbounded<ModelCallEnd>();

    public async Task WaitForAsync(int calls, CancellationToken cancellationToken)
    {
        for (var seen = 0; seen < calls; seen++)
        {
            await ends.Reader.ReadAsync(cancellationToken).AsTask()
                .WaitAsync(TimeSpan.FromSeconds(60), cancellationToken);
        }
    }

    public void Began(SessionId session, long call, ModelCallKind kind)
    {
        // Only ends are counted.
    }

    public void Progressed(SessionId session, long call)
    {
        // Only ends are counted.
    }

    public void Ended(SessionId session, long call, ModelCallEnd end) => ends.Writer.TryWrite(end);
}
