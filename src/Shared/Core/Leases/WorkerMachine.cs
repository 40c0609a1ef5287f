namespace TmuxBuilder.Core.Leases;

/// <summary>What a worker says of itself when it registers.</summary>
/// <param name="Version">Of its program.</param>
/// <param name="MemoryMb">The machine's memory, in units of 1,048,576 bytes.</param>
/// <param name="Processors">Processors it may use.</param>
public sealed record WorkerMachine(string Version, int MemoryMb, int Processors);
