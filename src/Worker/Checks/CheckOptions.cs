namespace TmuxBuilder.Checks;

/// <summary>How sites are checked.</summary>
public sealed record CheckOptions
{
    /// <summary>The browser's own program, no script; default the system's Chromium or Chrome.</summary>
    public string? Chromium { get; init; }

    /// <summary>Where a check keeps its socket while it runs; default the system's temporary folder.</summary>
    public string RunFolder { get; init; } = Path.GetTempPath();

    /// <summary>How long one check may take in all; default 60 s.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a page may take to load, and each thing asked of it; default 20 s.</summary>
    public TimeSpan StepLimit { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a check waits for those before it; default 3 min.</summary>
    public TimeSpan WaitLimit { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>Memory the browser's processes may hold together; default 1 GiB, as for each alone.</summary>
    public long MemoryBytes { get; init; } = 1L << 30;

    /// <summary>Pages of a site that are opened at most; default 25.</summary>
    public int MaxPages { get; init; } = 25;

    /// <summary>
    /// The user the browser runs as when the worker is root and sandboxes have no users of their own; default 64117,
    /// nobody's.
    /// </summary>
    public uint UserId { get; init; } = 64117;
}
