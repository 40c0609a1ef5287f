using TmuxBuilder.Agent.Profiles;

namespace TmuxBuilder.Agent.Sessions.Machine;

/// <summary>By what an agent is judged and how long is waited for what.</summary>
internal sealed record SessionRules
{
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(15);

    /// <summary>Whether its model is seen from outside; without one its hooks alone count.</summary>
    public bool HasModel { get; init; } = true;

    /// <summary>Whether it keeps records (status file, transcript) that prove an interruption.</summary>
    public bool HasRecords { get; init; } = true;

    public TimeSpan Settle { get; init; } = TimeSpan.FromMilliseconds(300);

    public TimeSpan EnterAfter { get; init; } = TimeSpan.FromMilliseconds(1500);

    public int EnterTries { get; init; } = 12;

    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>A silence while a tool runs that counts as a stall: longer than the longest command may take.</summary>
    public TimeSpan ToolStallTimeout { get; init; } = ToolStallAfter(TimeSpan.FromMinutes(10), CommandLimits.Longest);

    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Between two looks at the screen of an agent that does not come up.</summary>
    public TimeSpan StartLook { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>A silence of an agent at work after which its records and screen are looked at, and again.</summary>
    public TimeSpan SilenceLook { get; init; } = LongestSilence;

    /// <summary>Between two looks at the records while an end that came too early is kept.</summary>
    public TimeSpan HeldLook { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Between two looks for the proof of an interruption; never at once, or the next key is read as Alt.
    /// </summary>
    public TimeSpan InterruptLook { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// How long the proof of an interruption is waited for before the key is pressed again, or all is killed.
    /// </summary>
    public TimeSpan InterruptPatience { get; init; } = TimeSpan.FromMilliseconds(1500);

    /// <summary>How long a line whose Enter was just pressed may still be taken after an interruption.</summary>
    public TimeSpan LateAcceptance { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Between two kills of an agent that was asked to end and lives.</summary>
    public TimeSpan KillAgain => StopGrace > InterruptPatience ? StopGrace : InterruptPatience;

    public static SessionRules Of(AgentOptions options, IAgentProfile profile) => new()
    {
        HasModel = profile.HasModel,
        HasRecords = profile.HasRecords,
        Settle = profile.Settle,
        EnterAfter = options.EnterAfter,
        EnterTries = options.EnterTries,
        StallTimeout = options.StallTimeout,
        ToolStallTimeout = ToolStallAfter(options.StallTimeout, profile.LongestCommand),
        SilenceLook = Shorter(LongestSilence, options.StallTimeout),
        StopGrace = options.StopGrace,
        InterruptPatience = options.InterruptPatience,
    };

    private static TimeSpan ToolStallAfter(TimeSpan stall, TimeSpan longest) =>
        longest + LongestSilence is var tool && tool > stall ? tool : stall;

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
