using TmuxBuilder.Agent.Network;
using TmuxBuilder.Builder.Runs;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Builder.Activity;

/// <summary>Writes into a session's activity, for admins, what its agent tried to reach and was refused.</summary>
internal sealed class RefusedConnections(RunnerDirectory runners) : INetworkObserver
{
    public void Refused(SessionId session, string target, string reason)
    {
        if (runners.Find(session) is { } runner)
        {
            var what = target.Length == 0 ? "a connection" : $"a connection to {target}";
            runner.Pump.Post(new ActivityEvent(
                ActivityTypes.Warning,
                $"The agent was refused {what}: {reason}",
                Turn: runner.Turn?.Id,
                TraceId: runner.Turn?.TraceId,
                AdminsOnly: true));
        }
    }
}
