using TmuxBuilder.Agent.Network;
using TmuxBuilder.Builder.Runs;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Builder.Activity;

/// <summary>
/// Writes into a session's activity, for admins, what its agent tried to reach and was refused: each target at once,
/// and after a minute how often it was tried again. So it is told whatever else the agent does, and cannot flood.
/// </summary>
internal sealed class RefusedConnections(RunnerDirectory runners, TimeProvider time) : INetworkObserver, IDisposable
{
    /// <summary>Of more targets in a minute only the number is told.</summary>
    public const int MaxTargets = 50;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock sync = new();
    private readonly Dictionary<SessionId, Minute> minutes = [];

    public void Refused(SessionId session, string target, string reason)
    {
        if (runners.Find(session) is null)
        {
            return;
        }

        lock (sync)
        {
            if (!minutes.TryGetValue(session, out var minute))
            {
                var timer = time.CreateTimer(_ => End(session), null, Window, Timeout.InfiniteTimeSpan);
                minutes[session] = minute = new Minute(timer);
            }

            if (!minute.IsNew(target, reason))
            {
                return;
            }
        }

        Tell(session, $"The agent was refused {Connection(target)}: {reason}");
    }

    public void Dispose()
    {
        lock (sync)
        {
            foreach (var minute in minutes.Values)
            {
                minute.Timer.Dispose();
            }

            minutes.Clear();
        }
    }

    private void End(SessionId session)
    {
        Minute? minute;
        lock (sync)
        {
            if (!minutes.Remove(session, out minute))
            {
                return;
            }
        }

        minute.Timer.Dispose();
        foreach (var ((target, reason), count) in minute.Again)
        {
            Tell(session, $"The agent was refused {Connection(target)} {count} times more in a minute: {reason}");
        }

        if (minute.Others > 0)
        {
            Tell(session, $"The agent was refused {minute.Others} connections more in a minute, to other targets.");
        }
    }

    private static string Connection(string target) =>
        target.Length == 0 ? "a connection" : $"a connection to {target}";

    private void Tell(SessionId session, string text)
    {
        if (runners.Find(session) is { } runner)
        {
            runner.Pump.PostSeldom(new ActivityEvent(
                ActivityTypes.Warning,
                text,
                Turn: runner.Turn?.Id,
                TraceId: runner.Turn?.TraceId,
                AdminsOnly: true));
        }
    }

    private sealed record Minute(ITimer Timer)
    {
        private readonly Dictionary<(string Target, string Reason), int> told = [];

        public int Others { get; private set; }

        public IEnumerable<KeyValuePair<(string Target, string Reason), int>> Again =>
            told.Where(one => one.Value > 0);

        /// <summary>Whether it is to be told now; otherwise it is counted.</summary>
        public bool IsNew(string target, string reason)
        {
            if (told.TryGetValue((target, reason), out var again))
            {
                told[(target, reason)] = again + 1;
                return false;
            }

            if (told.Count == MaxTargets)
            {
                Others++;
                return false;
            }

            told.Add((target, reason), 0);
            return true;
        }
    }
}
