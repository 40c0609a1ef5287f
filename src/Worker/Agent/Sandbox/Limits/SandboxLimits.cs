namespace TmuxBuilder.Agent.Sandbox.Limits;

/// <summary>What one sandbox may use up of the machine.</summary>
public sealed record SandboxLimits
{
    private const double ShareOfProcessors = 0.75;

    /// <summary>Memory of all its processes, with its temporary files; default 2 GiB.</summary>
    public long MemoryBytes { get; init; } = 2L << 30;

    /// <summary>Processes and threads together; default 1024.</summary>
    public int Processes { get; init; } = 1024;

    /// <summary>Hundredths of one processor's time; default three quarters of all there are, 100 at least.</summary>
    public int CpuPercent { get; init; } = Math.Max(100, (int)(Environment.ProcessorCount * 100 * ShareOfProcessors));

    /// <summary>Files one process may have open; default 8192.</summary>
    public int OpenFiles { get; init; } = 8192;

    /// <summary>Size of one file; default 1 GiB.</summary>
    public long FileBytes { get; init; } = 1L << 30;

    /// <summary>All files of the session's folder together; default 2 GiB.</summary>
    public long FolderBytes { get; init; } = 2L << 30;

    /// <summary>Files and folders in the session's folder; default 300,000.</summary>
    public int FolderEntries { get; init; } = 300_000;

    /// <exception cref="ArgumentException">A limit cannot work.</exception>
    internal void Validate()
    {
        if (MemoryBytes < 64L << 20 || Processes < 16 || CpuPercent < 1 || OpenFiles < 64 || FileBytes < 1 << 20
            || FolderBytes < 1 << 20 || FolderEntries < 100)
        {
            throw new ArgumentException($"{this}: below 64 MiB, 16 processes, 1 % of a processor, 64 open files, 1 MiB"
                + " a file or folder and 100 entries no agent comes up.");
        }
    }
}
