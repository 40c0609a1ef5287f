using TmuxBuilder.Builder.Admission;
using TmuxBuilder.Builder.Memory;
using TmuxBuilder.Core.Admission;

namespace TmuxBuilder.Builder.Tests.World;

/// <summary>How hard a machine is pressed, as the test says.</summary>
internal sealed class Pressure(Machine machine) : IMachineMemory, IMachineLoad
{
    public long? Available() => machine.AvailableMemory;

    public MachineLoad Read() => machine.Load;
}
