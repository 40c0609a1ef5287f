namespace TmuxBuilder.Core.Admission;

/// <summary>When a machine is too hard pressed for another agent.</summary>
public sealed record AdmissionLimits
{
    /// <summary>Bytes of memory that must be available; default 256 MB.</summary>
    public long Memory { get; init; } = 256L << 20;

    /// <summary>The most of the time in which everything may wait for memory, 0–1; default a tenth.</summary>
    public double MemoryStalled { get; init; } = 0.1;

    /// <summary>
    /// The most tasks for each processor; default 8. Builds of a few sites at once make 4 to 6 and go on well.
    /// </summary>
    public double PerProcessor { get; init; } = 8;

    /// <summary>Bytes of the disk that must be free; default 256 MB.</summary>
    public long Disk { get; init; } = 256L << 20;
}
