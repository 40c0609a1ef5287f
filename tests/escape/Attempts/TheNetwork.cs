using TmuxBuilder.Escape.World;

namespace TmuxBuilder.Escape.Attempts;

/// <summary>Any way over a network but the worker's proxy.</summary>
internal static class TheNetwork
{
    public static IReadOnlyList<Attempt> All { get; } =
    [
        Attempt.Inside(
            "metadata address", "ask the cloud's metadata service",
            "socat -t1 - TCP:169.254.169.254:80,connect-timeout=2 </dev/null | grep BAIT", Off.NetworkNamespace),
        Attempt.Perl(
            "metadata address", "give the own network its address and a route",
            """
            socket(my $s, 2, 2, 0) or refused("$!");
            my $request = pack('a16 S n a4 x8 x8', 'lo', 2, 0, pack('C4', 169, 254, 169, 253));
            ioctl($s, 0x8916, $request) ? got('address set') : refused("$!");
            """,
            Off.OwnUser),
        Attempt.Inside(
            "host network", "reach a service on the host's loopback",
            "socat -t1 - TCP:127.0.0.1:@PORT@,connect-timeout=2 </dev/null | grep BAIT", Off.NetworkNamespace),
        Attempt.Inside(
            "host network", "send the host a datagram and hear of it",
            "echo hello | socat -t1 - UDP:127.0.0.1:@PORT@ | grep BAIT", Off.NetworkNamespace),
        Attempt.Inside(
            "host network", "see which ports the host listens on",
            "grep -qi \":$(printf %04X @PORT@) \" /proc/net/tcp", Off.NetworkNamespace),
        Attempt.Perl(
            "host network", "reach the hypervisor past every network (vsock)",
            "socket(my $s, 40, 1, 0) ? got('socket made') : refused(\"$!\");", Off.Filter),
        Attempt.Inside(
            "DNS", "ask a name server directly",
            "echo who | socat -t1 - UDP:127.0.0.1:53 | grep BAIT", Off.NetworkNamespace),
        Attempt.Perl(
            "DNS", "ask one over TCP, at whatever address the machine has",
            """
            use IO::Socket::INET;
            for my $server ('127.0.0.1', '169.254.169.254') {
              my $s = IO::Socket::INET->new(PeerAddr => $server, PeerPort => 80, Timeout => 1) or next;
              <$s> and got($server);
            }
            refused('no server answers');
            """,
            Off.NetworkNamespace),
    ];
}
