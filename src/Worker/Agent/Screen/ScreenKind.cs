namespace TmuxBuilder.Agent.Screen;

/// <summary>
/// What an agent's screen shows. A guess: good for diagnosis, never for deciding what a turn came to.
/// </summary>
public enum ScreenKind
{
    /// <summary>Nothing that is known.</summary>
    Unknown,

    /// <summary>The input box, and nothing under way.</summary>
    Ready,

    /// <summary>Work under way.</summary>
    Busy,

    /// <summary>The first-run questions, such as the theme.</summary>
    Onboarding,

    /// <summary>Whether the folder is trusted.</summary>
    Trust,

    /// <summary>Whether the API key of the environment is to be used.</summary>
    ApiKey,

    /// <summary>The warning of the mode without permission prompts.</summary>
    BypassWarning,

    /// <summary>Settings of the agent's own that cannot be read.</summary>
    Settings,

    /// <summary>A sign-in.</summary>
    Login,

    /// <summary>A new version, or one that must be installed first.</summary>
    Update,

    /// <summary>A usage or rate limit.</summary>
    LimitReached,

    /// <summary>Permission for a tool.</summary>
    Permission,

    /// <summary>A question of the agent's with choices.</summary>
    Question,
}
