namespace TmuxBuilder.Builder.Memory;

/// <summary>Says how much memory the machine has left.</summary>
internal interface IMachineMemory
{
    /// <summary>
    /// Bytes that programs can still get without swapping; <see langword="null"/> when that is not known.
    /// </summary>
    long? Available();
}
