namespace TmuxBuilder.Testing;

public enum RequestKind
{
    /// <summary>A turn of the agent itself: it offers tools.</summary>
    Main,

    /// <summary>A turn of a subagent.</summary>
    Subagent,

    /// <summary>A small question beside the conversation, such as for a title: it offers no tools.</summary>
    Aux,

    /// <summary>Anything that is not a message.</summary>
    Other,
}
