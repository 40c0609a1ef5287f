namespace TmuxBuilder.Core.Admission;

/// <summary>Whether a machine has what another agent needs, or of what it is short.</summary>
public enum Admittance
{
    Open,
    ShortOfMemory,
    ShortOfProcessor,
    ShortOfDisk,
}
