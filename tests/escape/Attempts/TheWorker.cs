using TmuxBuilder.Escape.World;

namespace TmuxBuilder.Escape.Attempts;

/// <summary>What the worker knows and what it keeps on the machine.</summary>
internal static class TheWorker
{
    private const string FindWorker = """
        my $worker;
        for my $line (glob('/proc/[0-9]*/cmdline')) {
          open(my $f, '<', $line) or next;
          $worker = $1 if (<$f> // '') =~ /^the-worker/ && $line =~ m{/proc/(\d+)/};
        }
        $worker or refused('no such process is seen');
        """;

    public static IReadOnlyList<Attempt> All { get; } =
    [
        Attempt.Perl(
            "worker memory", "read its memory through /proc",
            FindWorker + """

            open(my $maps, '<', "/proc/$worker/maps") or refused("maps: $!");
            my ($start) = map { /^([0-9a-f]+)-.*\[stack\]/ ? hex $1 : () } <$maps>;
            open(my $memory, '<', "/proc/$worker/mem") or refused("mem: $!");
            sysseek($memory, $start, 0) && sysread($memory, my $bytes, 4096) ? got('read') : refused("$!");
            """,
            Off.OwnUser),
        Attempt.Perl(
            "worker memory", "read its environment",
            FindWorker + """

            open(my $f, '<', "/proc/$worker/environ") or refused("$!");
            <$f> =~ /TB_WORKER_KEY=/ ? got('read') : refused('no key in it');
            """,
            Off.OwnUser),
        Attempt.Perl(
            "worker memory", "walk through its root folder",
            FindWorker + "\nopendir(my $d, \"/proc/$worker/root/etc\") ? got('entered') : refused(\"$!\");",
            Off.OwnUser),
        Attempt.Inside(
            "worker memory", "read its command line",
            "tr '\\0' ' ' </proc/@WORKER@/cmdline | grep TmuxBuilder", Off.ProcessNamespace),
        Attempt.Inside(
            "keys", "find the worker's key in any environment there is",
            "cat /proc/*/environ | tr '\\0' '\\n' | grep -q ^TB_WORKER_KEY=", Off.ClearedEnvironment),
        Attempt.Inside(
            "keys", "read the key's file", "grep . @KEY@", Off.HiddenHost),
        Attempt.Perl(
            "keys", "read a file the worker had open when it started the agent",
            """
            for my $fd (3 .. 63) {
              my $f;
              open($f, '<', "/proc/1/fd/$fd") or open($f, '<&=', $fd) or next;
              my $line = <$f> // ''; $line =~ /^[0-9a-f]{24}$/ and got("descriptor $fd");
            }
            refused('none is open');
            """,
            Off.ClosedDescriptors),
        Attempt.Inside(
            "others' hooks", "change the script that tells the worker what an agent does",
            "echo 'exit 0' >>/opt/tb/hook.sh", Off.ReadOnlyTools),
        Attempt.Inside(
            "others' hooks", "put another script in its place", "rm -f /opt/tb/hook.sh && touch /opt/tb/hook.sh",
            Off.ReadOnlyTools),
        Attempt.Perl(
            "terminal", "type into the own terminal, for whoever reads it next",
            "open(my $t, '+<', '/dev/tty') or refused(\"no terminal: $!\"); my $c = '#';\n"
                + "ioctl($t, 0x5412, $c) ? got('typed') : refused(\"$!\");",
            Off.FilterInTerminal),
        Attempt.Inside(
            "the machine's name", "learn which machine this is", "[ \"$(hostname)\" = '@HOST@' ]", Off.NameNamespace),
    ];
}
