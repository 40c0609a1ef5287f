using System.Threading.Channels;
using TmuxBuilder.Agent.Channel;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Agent.Tests;

/// <summary>The worker's side of the scripts: keeps what arrived and answers as the test says.</summary>
internal sealed class RecordingCalls : IAgentCalls
{
    private readonly Channel<(SessionId Session, AgentCall Call)> calls =
        System.Threading.Channels.Channel.CreateUnbounded<(SessionId, AgentCall)>();

    public Func<AgentCall, Func<string, CancellationToken, Task>, CancellationToken, Task<int>> Answer { get; set; } =
        (_, _, _) => Task.FromResult(0);

    public ChannelReader<(SessionId Session, AgentCall Call)> Received => calls.Reader;

    public async Task<int> HandleAsync(
        SessionId session,
        AgentCall call,
        Func<string, CancellationToken, Task> output,
        CancellationToken cancellationToken)
    {
        var status = await Answer(call, output, cancellationToken);
        await calls.Writer.WriteAsync((session, call), cancellationToken);
        return status;
    }

    /// <summary>The next call that was carried out.</summary>
    public async Task<AgentCall> NextAsync(TimeSpan? limit = null) =>
        (await Received.ReadAsync(TestContext.Current.CancellationToken)
            .AsTask().WaitAsync(limit ?? TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken)).Call;
}
