namespace TmuxBuilder.Fleet.Runs;

/// <summary>What befalls a worker.</summary>
internal enum FaultKind
{
    /// <summary>Its process is killed and begins again; agents go on meanwhile.</summary>
    Crash,

    /// <summary>Its machine starts anew: the disk is as it was, the agents are gone.</summary>
    Reboot,

    /// <summary>Its machine is gone for good, and another worker comes in its place.</summary>
    Loss,

    /// <summary>Its process stands still and goes on.</summary>
    Pause,

    /// <summary>It reaches neither store nor doorbells.</summary>
    Cut,

    /// <summary>Its calls take seconds; some are given up.</summary>
    Slow,

    /// <summary>Its calls are done, but it often gets no answer.</summary>
    LostAnswers,

    /// <summary>Some of its calls are done long after they were given up.</summary>
    Detours,

    /// <summary>It is told to end, and another comes in its place.</summary>
    Drain,

    /// <summary>Its machine has no room for more agents.</summary>
    Press,
}
