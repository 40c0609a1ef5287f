using TmuxBuilder.Escape.World;

namespace TmuxBuilder.Escape.Attempts;

/// <summary>A namespace of one's own, in which one would be root, and what that would allow.</summary>
internal static class Namespaces
{
    private const string Enter = "call('unshare', 0x10000000 | 0x20000) == 0 or refused(\"unshare: $!\");\n";

    public static IReadOnlyList<Attempt> All { get; } =
    [
        Attempt.Inside("nested namespaces", "enter a user namespace", "unshare --user true", Off.NestedNamespaces),
        Attempt.Perl(
            "nested namespaces", "begin a process in one, as fork does it",
            "my $r = call('clone', 0x10000000 | 17, 0, 0, 0, 0); POSIX::_exit(0) if $r == 0; tried('clone', $r);",
            Off.NestedNamespaces),
        Attempt.Perl(
            "nested namespaces", "begin a process in one, by the call whose flags no filter sees",
            "my $a = pack('Q8', 0x10000000, 0, 0, 0, 17, 0, 0, 0); my $r = call('clone3', $a, 64);\n"
                + "POSIX::_exit(0) if $r == 0; tried('clone3', $r);",
            Off.NestedNamespaces),
        Attempt.Inside(
            "nested namespaces", "a network of one's own with rights over it",
            "unshare --user --map-root-user --net /usr/sbin/ip link set lo up", Off.NestedNamespaces),
        Attempt.Inside(
            "mount", "mount a file system",
            "unshare --user --map-root-user --mount mount -t tmpfs none /tmp", Off.NestedNamespaces),
        Attempt.Perl(
            "mount", "mount by the newer calls",
            Enter + "my $t = \"tmpfs\\0\"; tried('fsopen', call('fsopen', $t, 0));", Off.NestedNamespaces),
        Attempt.Inside(
            "mount", "another root folder",
            "unshare --user --map-root-user /usr/sbin/chroot / /bin/true", Off.NestedNamespaces),
        Attempt.Perl(
            "setuid", "become another user", "tried('setuid', call('setuid', 0));", Off.OwnUser),
        Attempt.Inside(
            "setuid", "have a capability", "grep -E '^CapEff:' /proc/self/status | grep -v 0000000000000000",
            Off.OwnUser),
    ];
}
