namespace TmuxBuilder.Core.Admission;

/// <summary>How hard a machine is pressed; <see langword="null"/> where that is not known.</summary>
/// <param name="AvailableBytes">Memory that programs can still get without swapping.</param>
/// <param name="MemoryStalled">
/// The part of the last ten seconds, 0–1, in which everything waited for memory (Linux's PSI, <c>full avg10</c>).
/// </param>
/// <param name="PerProcessor">Tasks that run or want to, for each processor, as a mean of the last minute.</param>
/// <param name="DiskBytes">What can still be written where workspaces are.</param>
public sealed record MachineLoad(long? AvailableBytes, double? MemoryStalled, double? PerProcessor, long? DiskBytes);
