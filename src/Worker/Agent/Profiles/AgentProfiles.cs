namespace TmuxBuilder.Agent.Profiles;

/// <summary>The profile an option names.</summary>
internal static class AgentProfiles
{
    public static IAgentProfile Of(AgentOptions options) => options.Profile switch
    {
        AgentOptions.Claude => new ClaudeProfile(options),
        AgentOptions.Demo => new DemoProfile(options),
        var path => new PathProfile(path),
    };
}
