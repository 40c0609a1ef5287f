using System.Runtime.InteropServices;
using TmuxBuilder.Agent.Launch;

namespace TmuxBuilder.Agent.Profiles;

/// <summary>Finds the .NET installation that runs this process.</summary>
internal static class DotnetRoot
{
    public static string Find() =>
        FindOrNull()
        ?? throw new AgentStartException(
            "The demo builder needs an installed .NET runtime, and this process has none.");

    /// <summary><see langword="null"/> when the program brings its own.</summary>
    public static string? FindOrNull()
    {
        // {root}/shared/Microsoft.NETCore.App/{version}/
        var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        return File.Exists(Path.Combine(root, "dotnet")) ? root : null;
    }
}
