namespace TmuxBuilder.Agent.Profiles;

/// <summary>How an agent is started.</summary>
/// <param name="Mounts">What it needs to see in a sandbox, read-only: inner path → real path.</param>
internal sealed record AgentLaunch(
    IReadOnlyList<string> Command,
    IReadOnlyDictionary<string, string> Environment,
    IReadOnlyDictionary<string, string> Mounts);
