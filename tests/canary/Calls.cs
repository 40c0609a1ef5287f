using System.Threading.Channels;
using TmuxBuilder.Agent.Channel;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Canary;

/// <summary>What the agent's scripts said, answered as done.</summary>
internal sealed class Calls : IAgentCalls
{
    private readonly Channel<AgentCall> received = System.Threading.Channels.Channel.CreateUnbounded<AgentCall>();

    public async Task<int> HandleAsync(
        SessionId session,
        AgentCall call,
        Func<string, CancellationToken, Task> output,
        CancellationToken cancellationToken)
    {
        await received.Writer.WriteAsync(call, cancellationToken);
        return 0;
    }

    /// <summary>Waits for the script call with this text.</summary>
    public async Task UntilAsync(string text, CancellationToken cancellationToken)
    {
        while (!(await received.Reader.ReadAsync(cancellationToken)).Arguments.Contains(text))
        {
            // Something said earlier.
        }
    }
}
