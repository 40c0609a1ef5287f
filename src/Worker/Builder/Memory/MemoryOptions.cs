namespace TmuxBuilder.Builder.Memory;

/// <summary>When agents without work end early because the machine runs out of memory.</summary>
public sealed record MemoryOptions
{
    /// <summary>
    /// With less memory available, in bytes, agents without work end; default a tenth, between 128 MB and 1 GB.
    /// </summary>
    public long Reserve { get; init; } = DefaultReserve(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);

    /// <summary>Between two looks, which are taken only while an agent is without work; default 5 s.</summary>
    public TimeSpan Look { get; init; } = TimeSpan.FromSeconds(5);

    internal static long DefaultReserve(long memoryBytes) => Math.Clamp(memoryBytes / 10, 128L << 20, 1L << 30);
}
