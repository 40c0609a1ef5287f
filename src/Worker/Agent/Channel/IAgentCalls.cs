using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Agent.Channel;

/// <summary>Answers what agents' scripts ask. Whatever arrives is untrusted and concerns this session only.</summary>
public interface IAgentCalls
{
    /// <summary>
    /// Carries out a call and returns the script's exit status: 0 done, 2 bad arguments, others as the script
    /// documents. Lines written to <paramref name="output"/> appear on the script's standard output as they come.
    /// </summary>
    Task<int> HandleAsync(
        SessionId session,
        AgentCall call,
        Func<string, CancellationToken, Task> output,
        CancellationToken cancellationToken);
}
