using TmuxBuilder.Escape.World;

namespace TmuxBuilder.Escape.Attempts;

/// <summary>System calls an escape would begin with.</summary>
internal static class TheKernel
{
    private const string Child = "my $pid = child(); END { kill 9, $pid if $pid }\n";

    public static IReadOnlyList<Attempt> All { get; } =
    [
        Call("ptrace", "take hold of another process", Child + "my $r = call('ptrace', 16, $pid, 0, 0);"),
        Call(
            "ptrace", "read another process's memory by its addresses",
            Child + "my $b = 'x' x 8; my $v = pack('QQ', address($b), 8);\n"
                + "my $w = pack('QQ', address($b), 8); my $r = call('process_vm_readv', $pid, $v, 1, $w, 1, 0);"),
        Call(
            "ptrace", "take an open file out of another process",
            Child + "my $fd = call('pidfd_open', $pid, 0); my $r = call('pidfd_getfd', $fd, 0, 0);"),
        Call("ptrace", "compare what processes share", Child + "my $r = call('kcmp', 0 + $$, $pid, 0, 1, 1);"),
        Call(
            "kernel surface", "watch the processor's counters",
            "my $a = pack('L L Q Q Q Q Q', 1, 112, 1, 0, 0, 0, (1 << 5) | (1 << 6)) . (\"\\0\" x 72);\n"
                + "my $r = call('perf_event_open', $a, 0, -1, -1, 0);"),
        Call(
            "kernel surface", "have a ring do what calls may not",
            "my $p = \"\\0\" x 200; my $r = call('io_uring_setup', 4, $p);"),
        Call("kernel surface", "hold the kernel up in a page fault", "my $r = call('userfaultfd', 1);"),
        Call(
            "kernel surface", "keep things in the kernel's key ring",
            "my $t = \"user\\0\"; my $n = \"k\\0\"; my $v = \"v\\0\";\n"
                + "my $r = call('add_key', $t, $n, $v, 1, -3);"),
        Call("kernel surface", "hold memory nobody can look into", "my $r = call('memfd_secret', 0);"),
        Call(
            "mount", "name a file by its number instead of its path",
            "my $f = \"/etc/hosts\\0\"; my $h = pack('II', 128, 0) . (\"\\0\" x 128); my $m = \"\\0\" x 8;\n"
                + "my $r = call('name_to_handle_at', -100, $f, $h, $m, 0);"),
    ];

    private static Attempt Call(string @class, string name, string perl) =>
        Attempt.Perl(@class, name, $"{perl}\ntried('the call', $r);", Off.Filter);
}
