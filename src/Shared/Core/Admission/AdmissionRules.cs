namespace TmuxBuilder.Core.Admission;

/// <summary>
/// Judges by memory, processors and disk whether a machine takes new work; its cap is counted beside it.
/// </summary>
public static class AdmissionRules
{
    public static Admittance Judge(MachineLoad load, AdmissionLimits limits) =>
        load.DiskBytes < limits.Disk ? Admittance.ShortOfDisk
        : load.AvailableBytes < limits.Memory || load.MemoryStalled > limits.MemoryStalled ? Admittance.ShortOfMemory
        : load.PerProcessor > limits.PerProcessor ? Admittance.ShortOfProcessor
        : Admittance.Open;

    /// <summary>
    /// Agents more that may work now. A machine where none does takes one though it is pressed: that is not our work,
    /// and otherwise a single machine would never do any. On a full disk none does, for none could keep what it made.
    /// </summary>
    public static int Free(int capacity, int working, Admittance admittance) =>
        admittance switch
        {
            Admittance.Open => Math.Max(0, capacity - working),
            Admittance.ShortOfDisk => 0,
            _ => working == 0 ? 1 : 0,
        };
}
