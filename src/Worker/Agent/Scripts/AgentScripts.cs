using System.Reflection;
using TmuxBuilder.Agent.Launch;

namespace TmuxBuilder.Agent.Scripts;

/// <summary>The scripts an agent is given, with the paths it sees them at. None holds a guid.</summary>
internal static class AgentScripts
{
    private const string DeliverMark = "@DELIVER@\n";

    public static string Notify(AgentPaths paths) => Compose("notify.sh", paths);

    public static string Deploy(AgentPaths paths) => Compose("deploy.sh", paths);

    public static string Check(AgentPaths paths) => Compose("check.sh", paths);

    public static string Hook(AgentPaths paths) => Compose("hook.sh", paths);

    /// <param name="limit">A line of bash that limits processes.</param>
    public static string Run(string limit) => Read("run.sh").Replace("@LIMIT@", limit, StringComparison.Ordinal);

    private static string Compose(string name, AgentPaths paths) => Read(name)
        .Replace("@SOCKET@", ShellQuote.Word(paths.WorkerSocket), StringComparison.Ordinal)
        .Replace("@SPOOL@", ShellQuote.Word(paths.Spool), StringComparison.Ordinal)
        .Replace(DeliverMark, Read("deliver.sh"), StringComparison.Ordinal);

    private static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The script {name} is not part of this build.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
