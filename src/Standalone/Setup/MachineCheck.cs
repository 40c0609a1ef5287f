using TmuxBuilder.Agent.Sandbox;
using TmuxBuilder.Standalone.CommandLine;

namespace TmuxBuilder.Standalone.Setup;

/// <summary>What this machine offers agents, found out before anything starts.</summary>
/// <param name="Sandboxed">Whether agents run in a sandbox.</param>
/// <param name="Warning">What an operator must know; <see langword="null"/> when all is well.</param>
internal sealed record MachineCheck(bool Sandboxed, string? Warning)
{
    /// <exception cref="SettingException">Something an agent cannot do without is missing.</exception>
    public static async Task<MachineCheck> RunAsync(StandaloneSettings settings, CancellationToken cancellationToken)
    {
        Require("tmux", "agents run in it");
        Require("socat", "agents report through it");
        if (settings.Sandbox == "off")
        {
            return new MachineCheck(false, "the sandbox is off: agents can read and write whatever this user can.");
        }

        var problem = await new SandboxProbe(TimeProvider.System).ProblemAsync(cancellationToken);
        return (problem, settings.Sandbox) switch
        {
            (null, _) => new MachineCheck(true, null),
            (_, "required") => throw new SettingException($"--sandbox required: {problem}"),
            _ => new MachineCheck(
                false, $"agents run WITHOUT a sandbox and can read and write whatever this user can: {problem}"),
        };
    }

    private static void Require(string tool, string purpose)
    {
        if (Tools.Find(tool) is null)
        {
            throw new SettingException(
                $"{tool} is missing; {purpose}. Install it (Debian, Ubuntu: apt-get install "
                    + $"{tool}), or run ./start, which does.");
        }
    }
}
