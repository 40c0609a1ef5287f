namespace TmuxBuilder.Agent.Delivery;

/// <summary>What the agent's input box holds.</summary>
internal enum BoxContent
{
    /// <summary>It was not looked at, or is not to be seen.</summary>
    Unknown,

    /// <summary>The line in question.</summary>
    Line,

    /// <summary>Nothing.</summary>
    Empty,
}
