using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Agent.Launch;

namespace TmuxBuilder.Agent.Profiles;

/// <summary>
/// A program of the operator's own that speaks docs/agent-protocol.md: one file, with the command line of the demo
/// builder.
/// </summary>
internal sealed class PathProfile(string program) : IAgentProfile
{
    public TimeSpan Settle => TimeSpan.Zero;

    public bool HasModel => false;

    public TimeSpan LongestCommand => TimeSpan.Zero;

    public bool HasRecords => false;

    public bool IsAloneAtRest => false;

    public Task<AgentLaunch> PrepareAsync(LaunchContext context, CancellationToken cancellationToken)
    {
        if (!File.Exists(program))
        {
            throw new AgentStartException($"The agent {program} does not exist.");
        }

        var mounts = new Dictionary<string, string>(StringComparer.Ordinal);
        var real = Path.GetFullPath(program);
        List<string> command =
        [
            context.Show(
                File.ResolveLinkTarget(real, returnFinalTarget: true)?.FullName ?? real, "/opt/tb/agent", mounts),
            "--session", context.Paths.Folder,
            "--socket", context.Paths.WorkerSocket,
            "--conversation", context.Start.ConversationId.ToString("D"),
        ];
        if (context.Start.Resume)
        {
            command.Add("--resume");
        }

        return Task.FromResult(new AgentLaunch(command, BaseEnvironment.Of(context), mounts));
    }

    public string? ConversationPath(AgentStart start, AgentPaths paths) => null;

    public bool SetAside(SafeFolder folder, AgentStart start, AgentPaths paths, bool ended) => false;

    public Task<AgentRecords> ReadRecordsAsync(
        SafeFolder folder, AgentStart start, AgentPaths paths, CancellationToken cancellationToken) =>
        Task.FromResult(AgentRecords.None);
}
