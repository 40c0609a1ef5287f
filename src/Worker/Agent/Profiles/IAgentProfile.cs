using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Agent.Launch;

namespace TmuxBuilder.Agent.Profiles;

/// <summary>What is particular to one kind of agent.</summary>
internal interface IAgentProfile
{
    /// <summary>How long after its ready signal it is left alone before anything is typed.</summary>
    TimeSpan Settle { get; }

    /// <summary>Writes the files it needs and says how it is started.</summary>
    /// <exception cref="AgentStartException">Something it needs is missing.</exception>
    Task<AgentLaunch> PrepareAsync(LaunchContext context, CancellationToken cancellationToken);

    /// <summary>
    /// Where the conversation is kept, beneath the session's folder; <see langword="null"/> when it keeps none.
    /// </summary>
    string? ConversationPath(AgentStart start, AgentPaths paths);

    /// <summary>
    /// Takes away what the agent itself left that may have kept it from coming up, one thing at a time; says whether
    /// there was any. Work is never among it.
    /// </summary>
    /// <param name="ended">It ended rather than waited for somebody, as over a conversation it cannot resume.</param>
    bool SetAside(SafeFolder folder, AgentStart start, AgentPaths paths, bool ended);

    /// <summary>
    /// Whether its model is asked through the worker's proxy, so that its calls are seen from outside.
    /// </summary>
    bool HasModel { get; }

    /// <summary>Whether it keeps a status file and a transcript.</summary>
    bool HasRecords { get; }

    /// <summary>
    /// Whether nothing runs below its own process while it does nothing, so that what runs there is a tool.
    /// </summary>
    bool IsAloneAtRest { get; }

    /// <summary>How long one of its commands may run without a word.</summary>
    TimeSpan LongestCommand { get; }

    /// <summary>
    /// What its records say; <see cref="AgentRecords.None"/> when it keeps none or they cannot be read.
    /// </summary>
    Task<AgentRecords> ReadRecordsAsync(
        SafeFolder folder, AgentStart start, AgentPaths paths, CancellationToken cancellationToken);
}
