namespace TmuxBuilder.Core.Admission;

/// <summary>Judges by memory and processors whether a machine takes new work; its cap is counted beside it.</summary>
public static class AdmissionRules
{
    public static Admittance Judge(MachineLoad load, AdmissionLimits limits) =>
        load.AvailableBytes < limits.Memory || load.MemoryStalled > limits.MemoryStalled ? Admittance.ShortOfMemory
        : load.PerProcessor > limits.PerProcessor ? Admittance.ShortOfProcessor
        : Admittance.Open;

    /// <summary>
    /// Agents more that may work now. A machine where none does takes one whatever it is short of: what presses it is
    /// not our work, and otherwise a single machine would never do any.
    /// </summary>
    public static int Free(int capacity, int working, Admittance admittance) =>
        admittance == Admittance.Open ? Math.Max(0, capacity - working) : working == 0 ? 1 : 0;
}
