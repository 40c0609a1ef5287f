using TmuxBuilder.Core.Admission;

namespace TmuxBuilder.Builder.Admission;

/// <summary>Says how hard the machine is pressed.</summary>
internal interface IMachineLoad
{
    MachineLoad Read();
}
