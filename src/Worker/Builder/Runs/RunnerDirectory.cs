using System.Collections.Concurrent;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Builder.Runs;

/// <summary>The owners of sessions that live in this process.</summary>
internal sealed class RunnerDirectory
{
    private readonly ConcurrentDictionary<SessionId, SessionRunner> runners = new();

    /// <summary>In the order of their ids, so that a run can be repeated step by step.</summary>
    public IReadOnlyCollection<SessionRunner> All =>
        [.. runners.Values.OrderBy(runner => runner.Session.Value, StringComparer.Ordinal)];

    public int Count => runners.Count;

    /// <summary>The session's owner here, or <see langword="null"/>.</summary>
    public SessionRunner? Find(SessionId session) => runners.GetValueOrDefault(session);

    public bool TryAdd(SessionRunner runner) => runners.TryAdd(runner.Session, runner);

    public void Remove(SessionRunner runner) => runners.TryRemove(KeyValuePair.Create(runner.Session, runner));
}
