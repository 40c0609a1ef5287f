using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Agent.Launch;

namespace TmuxBuilder.Agent.Profiles;

/// <summary>The scripted builder that comes with the product and asks no model.</summary>
internal sealed class DemoProfile(AgentOptions options) : IAgentProfile
{
    public const string Assembly = "TmuxBuilder.DemoAgent.dll";

    public TimeSpan Settle => TimeSpan.Zero;

    public bool HasModel => false;

    public TimeSpan LongestCommand => TimeSpan.Zero;

    public bool HasRecords => false;

    public bool IsAloneAtRest => false;

    public Task<AgentLaunch> PrepareAsync(LaunchContext context, CancellationToken cancellationToken)
    {
        var folder = options.DemoFolder ?? AppContext.BaseDirectory;
        if (!File.Exists(Path.Combine(folder, Assembly)))
        {
            throw new AgentStartException(
                $"The demo builder is not part of this installation: no {Assembly} in {folder}.");
        }

        var mounts = new Dictionary<string, string>(StringComparer.Ordinal);
        var dotnet = context.Show(DotnetRoot.Find(), "/opt/dotnet", mounts);
        var demo = context.Show(folder.TrimEnd('/'), "/opt/tb/demo", mounts);
        List<string> command =
        [
            $"{dotnet}/dotnet", $"{demo}/{Assembly}",
            "--session", context.Paths.Folder,
            "--socket", context.Paths.WorkerSocket,
            "--conversation", context.Start.ConversationId.ToString("D"),
        ];
        if (context.Start.Resume)
        {
            command.Add("--resume");
        }

        var environment = BaseEnvironment.Of(context);
        environment["DOTNET_ROOT"] = dotnet;
        environment["DOTNET_EnableDiagnostics"] = "0";
        return Task.FromResult(new AgentLaunch(command, environment, mounts));
    }

    public string? ConversationPath(AgentStart start, AgentPaths paths) => null;

    public bool SetAside(SafeFolder folder, AgentStart start, AgentPaths paths, bool ended) => false;

    public Task<AgentRecords> ReadRecordsAsync(
        SafeFolder folder, AgentStart start, AgentPaths paths, CancellationToken cancellationToken) =>
        Task.FromResult(AgentRecords.None);
}
