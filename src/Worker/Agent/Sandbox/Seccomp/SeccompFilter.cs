using System.Runtime.InteropServices;

namespace TmuxBuilder.Agent.Sandbox.Seccomp;

/// <summary>
/// The filter every process in a sandbox has, as bubblewrap's <c>--seccomp</c> takes it: an array of
/// <c>struct sock_filter</c>. What is not denied is allowed (docs/adr/0025).
/// </summary>
internal static class SeccompFilter
{
    // struct seccomp_data { int nr; __u32 arch; __u64 instruction_pointer; __u64 args[6]; }, little-endian.
    private const uint Number = 0;
    private const uint Machine = 4;
    private const uint FirstArgument = 16;
    private const uint SecondArgument = 24;

    private const uint Allow = 0x7FFF_0000;
    private const uint NotPermitted = 0x0005_0001;
    private const uint NotImplemented = 0x0005_0026;
    private const uint NoSuchFamily = 0x0005_0061;

    private const uint MachineX64 = 0xC000_003E;
    private const uint MachineArm64 = 0xC000_00B7;

    // Numbers from here on are the x32 interface: the same calls once more.
    private const uint X32 = 0x4000_0000;

    // CLONE_NEWTIME (0x80, which clone takes for a signal's number) is left out: only unshare and clone3 make one.
    private const uint NewNamespaces = 0x7E02_0000;

    // AF_UNIX, AF_INET, AF_INET6, AF_NETLINK. vsock above all is not: it reaches the hypervisor past any network
    // namespace.
    private static readonly uint[] Families = [1, 2, 10, 16];

    // TIOCSTI and TIOCLINUX put words into the terminal as if somebody typed them.
    private static readonly uint[] Requests = [0x5412, 0x541C];

    /// <summary>The filter for this machine.</summary>
    /// <exception cref="PlatformNotSupportedException">Its processor is none we know the calls of.</exception>
    public static byte[] Build() => Build(RuntimeInformation.OSArchitecture);

    internal static byte[] Build(Architecture architecture)
    {
        var (machine, isX64) = architecture switch
        {
            Architecture.X64 => (MachineX64, true),
            Architecture.Arm64 => (MachineArm64, false),
            _ => throw new PlatformNotSupportedException($"There is no filter of system calls for {architecture}."),
        };
        var program = new BpfProgram()
            .Load(Machine).IfEqualSkip(machine, 1).Return(NotImplemented)
            .Load(Number);
        if (isX64)
        {
            program.UnlessAtLeastSkipOne(X32).Return(NotImplemented);
        }

        Deny(program, DeniedCalls.Forbidden, NotPermitted, isX64);
        Deny(program, DeniedCalls.Absent, NotImplemented, isX64);
        program.UnlessEqualSkip(NumberOf(DeniedCalls.Clone, isX64)!.Value, 4)
            .Load(FirstArgument).UnlessAnySkipOne(NewNamespaces).Return(NotPermitted).Return(Allow);
        program.UnlessEqualSkip(NumberOf(DeniedCalls.Socket, isX64)!.Value, Families.Length + 3)
            .Load(FirstArgument);
        for (var left = Families.Length; left > 0; left--)
        {
            program.IfEqualSkip(Families[^left], left);
        }

        program.Return(NoSuchFamily).Return(Allow);
        program.UnlessEqualSkip(NumberOf(DeniedCalls.Ioctl, isX64)!.Value, (2 * Requests.Length) + 1)
            .Load(SecondArgument);
        foreach (var request in Requests)
        {
            program.UnlessEqualSkip(request, 1).Return(NotPermitted);
        }

        return program.Return(Allow).ToArray();
    }

    private static void Deny(BpfProgram program, IEnumerable<SystemCall> calls, uint answer, bool isX64)
    {
        foreach (var number in calls.Select(call => NumberOf(call, isX64)).OfType<uint>())
        {
            program.UnlessEqualSkip(number, 1).Return(answer);
        }
    }

    private static uint? NumberOf(SystemCall call, bool isX64) => isX64 ? call.X64 : call.Arm64;
}
