namespace TmuxBuilder.Core.Terminals;

/// <summary>What became of a wish to take over a terminal.</summary>
public enum TakeOverOutcome
{
    /// <summary>The keyboard is the asker's.</summary>
    Done,

    /// <summary>The agent does not run here.</summary>
    Absent,

    /// <summary>Another admin has it.</summary>
    Taken,

    /// <summary>A message is being typed to the agent; a moment later it can be taken.</summary>
    Delivering,
}
