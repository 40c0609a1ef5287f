namespace TmuxBuilder.Agent.Model;

/// <summary>What an agent calls its model for.</summary>
public enum ModelCallKind
{
    /// <summary>The conversation itself: the request offers tools.</summary>
    Main,

    /// <summary>Something beside it, such as a title: no tools.</summary>
    Auxiliary,

    /// <summary>A conversation of a helper the agent started.</summary>
    Subagent,
}
