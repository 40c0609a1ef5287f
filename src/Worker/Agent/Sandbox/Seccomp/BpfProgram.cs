using System.Buffers.Binary;

namespace TmuxBuilder.Agent.Sandbox.Seccomp;

/// <summary>
/// Writes the few instructions of classic BPF that a filter of system calls is made of (linux/filter.h), 8 bytes each.
/// </summary>
internal sealed class BpfProgram
{
    private const int InstructionBytes = 8;
    private const ushort LoadWord = 0x20;
    private const ushort JumpIfEqual = 0x15;
    private const ushort JumpIfAtLeast = 0x35;
    private const ushort JumpIfAnySet = 0x45;
    private const ushort Answer = 0x06;

    private readonly List<byte> bytes = [];

    public byte[] ToArray() => [.. bytes];

    /// <summary>Takes the word at an offset of <c>struct seccomp_data</c> for what is compared next.</summary>
    public BpfProgram Load(uint offset) => Add(LoadWord, offset);

    /// <summary>Goes on when it is <paramref name="value"/>, else past the next <paramref name="skip"/>.</summary>
    public BpfProgram UnlessEqualSkip(uint value, int skip) => Add(JumpIfEqual, value, 0, skip);

    /// <summary>Passes over the next <paramref name="skip"/> when the word is <paramref name="value"/>.</summary>
    public BpfProgram IfEqualSkip(uint value, int skip) => Add(JumpIfEqual, value, skip);

    /// <summary>Goes on when the word is at least <paramref name="value"/>, else past the next one.</summary>
    public BpfProgram UnlessAtLeastSkipOne(uint value) => Add(JumpIfAtLeast, value, 0, 1);

    /// <summary>Goes on when the word has any of the bits, else past the next one.</summary>
    public BpfProgram UnlessAnySkipOne(uint bits) => Add(JumpIfAnySet, bits, 0, 1);

    public BpfProgram Return(uint answer) => Add(Answer, answer);

    private BpfProgram Add(ushort code, uint value, int whenTrue = 0, int whenFalse = 0)
    {
        Span<byte> instruction = stackalloc byte[InstructionBytes];
        BinaryPrimitives.WriteUInt16LittleEndian(instruction, code);
        instruction[2] = checked((byte)whenTrue);
        instruction[3] = checked((byte)whenFalse);
        BinaryPrimitives.WriteUInt32LittleEndian(instruction[4..], value);
        bytes.AddRange(instruction);
        return this;
    }
}
