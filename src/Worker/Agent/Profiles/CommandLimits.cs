namespace TmuxBuilder.Agent.Profiles;

/// <summary>
/// How long one command of an agent may take: a deploy or an npm install needs more than a CLI's own two minutes.
/// </summary>
internal static class CommandLimits
{
    /// <summary>Where the agent does not say.</summary>
    public static TimeSpan Usual { get; } = TimeSpan.FromMinutes(10);

    /// <summary>However much it asks for.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromMinutes(20);
}
