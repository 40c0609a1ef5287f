namespace TmuxBuilder.Agent.Sandbox.Seccomp;

/// <summary>A system call and its numbers.</summary>
/// <param name="X64">On x86-64 (arch/x86/entry/syscalls/syscall_64.tbl).</param>
/// <param name="Arm64">On arm64 (asm-generic/unistd.h); <see langword="null"/> where it does not exist.</param>
internal sealed record SystemCall(string Name, uint X64, uint? Arm64);
