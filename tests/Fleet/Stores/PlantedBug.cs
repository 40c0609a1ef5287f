namespace TmuxBuilder.Fleet.Stores;

/// <summary>What the fleet's surroundings do wrong on purpose, to see that a run notices.</summary>
internal enum PlantedBug
{
    None,

    /// <summary>The store takes writes of a worker whose lease has passed on.</summary>
    NoFence,

    /// <summary>A doorbell that is lost is lost for good: nobody looks for work that was not rung for.</summary>
    LostForGood,

    /// <summary>A lease is taken over though it has changed since it was looked at.</summary>
    DoubleTakeOver,

    /// <summary>The log gives a number that was given before.</summary>
    NumberReuse,

    /// <summary>A lease is given back while the agent of its session works.</summary>
    EarlyRelease,
}
