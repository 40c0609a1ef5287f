using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Agent.Launch;

namespace TmuxBuilder.Agent.Profiles;

/// <summary>What a profile knows when it prepares a launch.</summary>
/// <param name="Paths">Where the agent will see things.</param>
/// <param name="ToolsFolder">A folder of the worker's own for files the agent may read but not write.</param>
internal sealed record LaunchContext(
    AgentStart Start, SafeFolder Folder, AgentPaths Paths, string ToolsFolder, bool IsSandboxed)
{
    /// <summary>Where the agent finds a file or folder of the machine, and the mount that brings it there.</summary>
    public string Show(string real, string inner, IDictionary<string, string> mounts)
    {
        if (!IsSandboxed)
        {
            return real;
        }

        mounts[inner] = real;
        return inner;
    }
}
