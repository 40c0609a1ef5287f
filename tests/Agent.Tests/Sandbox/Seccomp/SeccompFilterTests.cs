using System.Buffers.Binary;
using System.Runtime.InteropServices;
using TmuxBuilder.Agent.Sandbox.Seccomp;

namespace TmuxBuilder.Agent.Tests.Sandbox.Seccomp;

public sealed class SeccompFilterTests
{
    private const uint Allow = 0x7FFF_0000;
    private const uint NotPermitted = 0x0005_0001;
    private const uint NotImplemented = 0x0005_0026;
    private const uint NoSuchFamily = 0x0005_0061;
    private const int Kernel = 4096;

    [Theory]
    [InlineData(Architecture.X64)]
    [InlineData(Architecture.Arm64)]
    public void Every_call_on_the_list_is_refused_and_its_neighbours_are_not(Architecture architecture)
    {
        var forbidden = Numbers(DeniedCalls.Forbidden, architecture);
        var absent = Numbers(DeniedCalls.Absent, architecture);

        Assert.All(forbidden, number => Assert.Equal(NotPermitted, Answer(architecture, number)));
        Assert.All(absent, number => Assert.Equal(NotImplemented, Answer(architecture, number)));
        Assert.All(
            Enumerable.Range(0, 470).Select(number => (uint)number).Except(forbidden).Except(absent)
                .Except(Numbers([DeniedCalls.Socket], architecture)),
            number => Assert.Equal(Allow, Answer(architecture, number)));
    }

    [Theory]
    [InlineData(Architecture.X64, 0x4000_0003u)] // i386
    [InlineData(Architecture.X64, 0xC000_00B7u)]
    [InlineData(Architecture.Arm64, 0x4000_0028u)] // 32-bit ARM
    [InlineData(Architecture.Arm64, 0xC000_003Eu)]
    public void Calls_of_another_processor_do_not_exist(Architecture architecture, uint machine) =>
        Assert.Equal(NotImplemented, Answer(architecture, number: 0, machine: machine));

    [Fact]
    public void The_same_calls_once_more_as_x32_do_not_exist() =>
        Assert.Equal(NotImplemented, Answer(Architecture.X64, 0x4000_0000));

    [Theory]
    [InlineData(0x0002_0000u)] // CLONE_NEWNS
    [InlineData(0x0200_0000u)] // CLONE_NEWCGROUP
    [InlineData(0x0400_0000u)] // CLONE_NEWUTS
    [InlineData(0x0800_0000u)] // CLONE_NEWIPC
    [InlineData(0x1000_0000u)] // CLONE_NEWUSER
    [InlineData(0x2000_0000u)] // CLONE_NEWPID
    [InlineData(0x4000_0000u)] // CLONE_NEWNET
    public void A_process_in_a_new_namespace_is_refused(uint flag)
    {
        Assert.Equal(NotPermitted, Answer(Architecture.X64, DeniedCalls.Clone.X64, flag | 17));
        Assert.Equal(NotPermitted, Answer(Architecture.Arm64, DeniedCalls.Clone.Arm64!.Value, flag | 17));
    }

    [Theory]
    [InlineData(17u)] // fork
    [InlineData(0x3D_0F00u)] // a thread, as glibc makes one
    [InlineData(0x4111u)] // vfork
    public void An_ordinary_process_or_thread_is_allowed(uint flags) =>
        Assert.Equal(Allow, Answer(Architecture.X64, DeniedCalls.Clone.X64, flags));

    [Fact]
    public void Only_the_families_of_addresses_that_stay_in_a_network_namespace_are_had()
    {
        uint[] had = [1, 2, 10, 16];
        Assert.All(
            Enumerable.Range(0, 50).Select(family => (uint)family),
            family => Assert.Equal(
                had.Contains(family) ? Allow : NoSuchFamily,
                Answer(Architecture.X64, DeniedCalls.Socket.X64, family)));
    }

    [Fact]
    public void Nobody_types_into_a_terminal_by_a_call()
    {
        Assert.Equal(NotPermitted, Answer(Architecture.X64, DeniedCalls.Ioctl.X64, second: 0x5412));
        Assert.Equal(NotPermitted, Answer(Architecture.X64, DeniedCalls.Ioctl.X64, second: 0x541C));
        Assert.Equal(Allow, Answer(Architecture.X64, DeniedCalls.Ioctl.X64, second: 0x5413));
    }

    [Fact]
    public void A_processor_whose_calls_are_unknown_gets_no_filter_and_so_no_sandbox() =>
        Assert.Throws<PlatformNotSupportedException>(() => SeccompFilter.Build(Architecture.RiscV64));

    [Fact]
    public void The_kernel_takes_it_whole() =>
        Assert.InRange(SeccompFilter.Build(Architecture.X64).Length / 8, 1, Kernel);

    private static uint[] Numbers(IEnumerable<SystemCall> calls, Architecture architecture) =>
        [.. calls.Select(call => architecture == Architecture.X64 ? call.X64 : call.Arm64).OfType<uint>()];

    /// <summary>Runs the filter as the kernel does (Documentation/networking/filter.rst).</summary>
    private static uint Answer(
        Architecture architecture, uint number, uint first = 0, uint second = 0, uint? machine = null)
    {
        var data = new byte[64];
        BinaryPrimitives.WriteUInt32LittleEndian(data, number);
        BinaryPrimitives.WriteUInt32LittleEndian(
            data.AsSpan(4), machine ?? (architecture == Architecture.X64 ? 0xC000_003E : 0xC000_00B7));
        BinaryPrimitives.WriteUInt32LittleEndian(data.AsSpan(16), first);
        BinaryPrimitives.WriteUInt32LittleEndian(data.AsSpan(24), second);
        var filter = SeccompFilter.Build(architecture);
        uint word = 0;
        for (var at = 0;; at++)
        {
            var instruction = filter.AsSpan(at * 8, 8);
            var value = BinaryPrimitives.ReadUInt32LittleEndian(instruction[4..]);
            switch (instruction[0])
            {
                case 0x20:
                    word = BinaryPrimitives.ReadUInt32LittleEndian(data.AsSpan((int)value));
                    break;
                case 0x06:
                    return value;
                default:
                    var holds = instruction[0] switch
                    {
                        0x15 => word == value,
                        0x35 => word >= value,
                        0x45 => (word & value) != 0,
                        var code => throw new InvalidOperationException($"Instruction {code} is not known."),
                    };
                    at += holds ? instruction[2] : instruction[3];
                    break;
            }
        }
    }
}
