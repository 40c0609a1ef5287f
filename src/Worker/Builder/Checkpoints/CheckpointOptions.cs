namespace TmuxBuilder.Builder.Checkpoints;

/// <summary>How much of a workspace is stored, and how long that may take.</summary>
public sealed record CheckpointOptions
{
    /// <summary>A workspace with more bytes, without what can be rebuilt, is not stored; default 500 MB.</summary>
    public long MaxBytes { get; init; } = 500L << 20;

    /// <summary>A workspace with more files, without what can be rebuilt, is not stored; default 50,000.</summary>
    public int MaxFiles { get; init; } = 50_000;

    /// <summary>
    /// How long storing a workspace, or bringing it back, may keep the next message waiting; default 2 minutes.
    /// </summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(2);
}
