using TmuxBuilder.Agent.Sandbox;
using TmuxBuilder.Agent.Sandbox.Limits;

namespace TmuxBuilder.Agent;

/// <summary>How agents run on this machine.</summary>
public sealed class AgentOptions
{
    public const string Claude = "claude";
    public const string Demo = "demo";

    /// <summary>The variable that names further certificates, here and in the agents' environment.</summary>
    internal const string ExtraCertificatesVariable = "NODE_EXTRA_CA_CERTS";

    /// <summary>
    /// The first of the users of sandboxes: above what distributions give to accounts and services, below what they
    /// give to users of containers.
    /// </summary>
    public const uint UsualUser = 70_000;

    /// <summary>The least <see cref="FirstUser"/> may be; below are the system's own.</summary>
    public const uint LowestUser = 1000;

    /// <summary>The greatest <see cref="FirstUser"/> may be.</summary>
    public const uint HighestUser = 4_000_000_000;

    /// <summary>Where sessions and everything else of this installation live; absolute.</summary>
    public required string DataFolder { get; init; }

    /// <summary>
    /// <see cref="Claude"/>, <see cref="Demo"/> or the absolute path of a program; default <see cref="Claude"/>.
    /// </summary>
    public string Profile { get; init; } = Claude;

    /// <summary>The Claude Code CLI; default the one in the data folder's <c>tools</c>, else on the PATH.</summary>
    public string? Cli { get; init; }

    /// <summary>The model the CLI is told to use; default the CLI's own choice.</summary>
    public string? Model { get; init; }

    /// <summary>
    /// How often the CLI itself asks its model again before it gives up; default the CLI's own choice.
    /// </summary>
    public int? ModelRetries { get; init; }

    /// <summary>The folder of the demo builder; default this program's own.</summary>
    public string? DemoFolder { get; init; }

    /// <summary>Whether agents are sandboxed; default when it works here.</summary>
    public SandboxMode Sandbox { get; init; }

    /// <summary>What one sandbox may use up.</summary>
    public SandboxLimits Limits { get; init; } = new();

    /// <summary>
    /// Whether no agent starts where control groups of version 2 do not keep it small; default no.
    /// </summary>
    public bool RequireCgroupV2 { get; init; }

    /// <summary>
    /// Whether no agent starts where the worker is root, no control group can be written and sandboxes cannot have
    /// users of their own: the number of their processes would be watched only. Default no.
    /// </summary>
    public bool RequireLimits { get; init; }

    /// <summary>
    /// The first of the 20,000 numbers of users sandboxes have for themselves where the worker is root and no control
    /// group can be written; default 70000. Nobody may have an account there.
    /// </summary>
    public uint FirstUser { get; init; } = UsualUser;

    /// <summary>Stands for the control groups of this machine in tests.</summary>
    internal ISessionGroups? Groups { get; init; }

    /// <summary>Where the agents' npm installs from; asked once per start. Default npm's own choice.</summary>
    public Func<CancellationToken, Task<Uri?>>? PackageRegistry { get; init; }

    /// <summary>The starter agents may copy; default the one beside this program, if any.</summary>
    public string StarterFolder { get; init; } = Path.Combine(AppContext.BaseDirectory, "starter");

    /// <summary>
    /// An npm cache that holds the starter's packages, which agents only read; default none: they ask the registry.
    /// </summary>
    public string? PackageCache { get; init; }

    /// <summary>
    /// A file of certificates agents believe besides the CLI's own, if it is there; default what
    /// <c>NODE_EXTRA_CA_CERTS</c> names.
    /// </summary>
    public string? ExtraCertificates { get; init; } = Environment.GetEnvironmentVariable(ExtraCertificatesVariable);

    /// <summary>How long an agent may take until it takes input; default 60 s.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long the CLI is left alone after it said it is ready; default 300 ms.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>How long an agent asked to end may take before it is killed; default 5 s.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long the proof of an interruption is waited for before Escape is pressed once more, and then before all is
    /// killed; default 1.5 s. A kill loses nothing that was said, only the CLI's own start.
    /// </summary>
    public TimeSpan InterruptPatience { get; init; } = TimeSpan.FromMilliseconds(1500);

    /// <summary>How long nothing may show that a line was taken before Enter is pressed again; default 1.5 s.</summary>
    public TimeSpan EnterAfter { get; init; } = TimeSpan.FromMilliseconds(1500);

    /// <summary>
    /// How often Enter is pressed again; default 12. With <see cref="EnterAfter"/> an agent that takes nothing is given
    /// up after 19.5 s: twice the longest that a starved CLI was seen to read nothing (8 s), and far below what its
    /// replacement may take to come up on the same machine (<see cref="StartTimeout"/>).
    /// </summary>
    public int EnterTries { get; init; } = 12;

    /// <summary>
    /// How long nothing of any kind may be seen of an agent at work before it counts as stalled; default 10 minutes.
    /// </summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <exception cref="ArgumentException">
    /// A value cannot work; the message gives rule, value and consequence.
    /// </exception>
    internal void Validate()
    {
        Limits.Validate();
        Require(
            FirstUser is >= LowestUser and <= HighestUser,
            $"FirstUser is {FirstUser} ({LowestUser}-{HighestUser}); others are the system's own.");
        Require(Path.IsPathFullyQualified(DataFolder), $"DataFolder is '{DataFolder}'; it must be absolute.");
        Require(
            Profile is Claude or Demo || Path.IsPathFullyQualified(Profile),
            $"Profile is '{Profile}'; it must be 'claude', 'demo' or an absolute path.");
        Require(
            PackageCache is null || Path.IsPathFullyQualified(PackageCache),
            $"PackageCache is '{PackageCache}'; it must be absolute.");
        Require(
            StartTimeout > TimeSpan.Zero, $"StartTimeout is {StartTimeout}; at zero or less no agent ever comes up.");
        Require(Settle >= TimeSpan.Zero, $"Settle is {Settle}; time cannot be given back.");
        Require(StopGrace >= TimeSpan.Zero, $"StopGrace is {StopGrace}; time cannot be given back.");
        Require(
            InterruptPatience > TimeSpan.Zero,
            $"InterruptPatience is {InterruptPatience}; at zero or less every interruption kills.");
        Require(
            EnterAfter > TimeSpan.Zero,
            $"EnterAfter is {EnterAfter}; at zero or less Enter is pressed without a look.");
        Require(EnterTries is >= 0 and <= 20, $"EnterTries is {EnterTries} (0-20); more only hides a broken agent.");
        Require(
            ModelRetries is null or (>= 0 and <= 20),
            $"ModelRetries is {ModelRetries} (0-20); more only hides a model that is away.");
        Require(
            StallTimeout >= TimeSpan.FromSeconds(10),
            $"StallTimeout is {StallTimeout}; below 10 s every long command counts as a stall.");
    }

    private static void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw new ArgumentException(message);
        }
    }
}
