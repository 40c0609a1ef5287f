using TmuxBuilder.Agent;
using TmuxBuilder.Agent.Sandbox;
using TmuxBuilder.Agent.Sandbox.Limits;
using TmuxBuilder.Checks;
using TmuxBuilder.Standalone.CommandLine;

namespace TmuxBuilder.Standalone.Setup;

/// <summary>What this machine offers agents, found out before anything starts.</summary>
/// <param name="Sandboxed">Whether agents run in a sandbox.</param>
/// <param name="Checks">How sites are checked.</param>
/// <param name="Warnings">What an operator must know; none when all is well.</param>
internal sealed record MachineCheck(bool Sandboxed, CheckOptions Checks, IReadOnlyList<string> Warnings)
{
    public const string Required = "required";

    /// <exception cref="SettingException">Something an agent cannot do without is missing.</exception>
    public static async Task<MachineCheck> RunAsync(
        StandaloneSettings settings, AgentChoice agent, CancellationToken cancellationToken)
    {
        Require("tmux", "agents run in it");
        Require("socat", "agents report through it");
        var confinement = Confinement.Find(new AgentOptions
        {
            DataFolder = settings.DataFolder,
            Profile = agent.Profile,
            Cli = agent.Cli,
            FirstUser = settings.SessionUsers ?? AgentOptions.UsualUser,
            PackageCache = settings.PackageCache,
        });
        var (sandboxed, warning) = await SandboxAsync(settings.Sandbox, confinement, cancellationToken);
        var checks = new CheckOptions { Chromium = settings.Chromium };
        string?[] warnings = [warning, Unlimited(sandboxed, settings.Sandbox, confinement), Unchecked(checks)];
        return new MachineCheck(sandboxed, checks, [.. warnings.OfType<string>()]);
    }

    private static async Task<(bool Sandboxed, string? Warning)> SandboxAsync(
        string wanted, Confinement confinement, CancellationToken cancellationToken)
    {
        if (wanted == "off")
        {
            return (false, "the sandbox is off: agents can read and write whatever this user can.");
        }

        var problem = await new SandboxProbe(confinement, TimeProvider.System).ProblemAsync(cancellationToken);
        return (problem, wanted) switch
        {
            (null, _) => (true, null),
            (_, Required) => throw new SettingException($"--sandbox required: {problem}"),
            _ => (false, $"agents run WITHOUT a sandbox and can read and write whatever this user can: {problem}"),
        };
    }

    private static string? Unlimited(bool sandboxed, string wanted, Confinement confinement) =>
        (sandboxed, confinement.Regime, confinement.Problem) switch
        {
            (true, _, { } problem) when wanted == Required =>
                throw new SettingException($"--sandbox {Required}: {problem}"),
            (true, LimitRegime.UserPerSession, _) =>
                "no control group can be written here: each agent runs as a user of its own, whose processes the "
                    + "kernel limits; its memory is looked at once a second, and one that takes too much is killed.",
            (true, LimitRegime.Watch, var problem) =>
                "no control group can be written here: agents' memory and processes are looked at once a second, and "
                    + "one that takes too much is killed."
                    + (problem is null ? "" : $" Agents have no users of their own: {problem}"),
            _ => null,
        };

    private static string? Unchecked(CheckOptions checks) => CheckMachine.Problem(checks) is { } problem
        ? $"websites are published UNCHECKED, and clients are told so. {problem}"
        : null;

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
