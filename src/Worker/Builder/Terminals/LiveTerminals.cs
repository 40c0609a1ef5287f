using TmuxBuilder.Agent.Live;
using TmuxBuilder.Builder.Runs;
using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Terminals;

namespace TmuxBuilder.Builder.Terminals;

/// <summary>The terminals of this worker's agents.</summary>
internal sealed class LiveTerminals(
    IAgentTerminals terminals, RunnerDirectory runners, TakeOvers takeOvers, AuditTrail audit, TimeProvider time)
    : ILiveTerminals
{
    /// <summary>Each is a process of tmux's.</summary>
    private const int MostWatches = 32;

    private int watches;

    public ITerminalWatch? Watch(SessionId session, By by, Action changed)
    {
        if (Interlocked.Increment(ref watches) > MostWatches)
        {
            Interlocked.Decrement(ref watches);
            return null;
        }

        return new LiveWatch(
            session,
            by,
            changed,
            new LiveParts(terminals, runners, takeOvers, audit, time),
            () => Interlocked.Decrement(ref watches));
    }
}
