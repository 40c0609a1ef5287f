using TmuxBuilder.Escape.World;

namespace TmuxBuilder.Escape.Attempts;

/// <summary>
/// Taking all there is. None is without an end: each takes somewhat more than is allowed, and the control, which may
/// have that, stands under harder outer limits.
/// </summary>
internal static class Bombs
{
    public static IReadOnlyList<Attempt> All { get; } =
    [
        Attempt.Perl(
            "fork bomb", "400 processes at once",
            """
            my @all;
            for (1 .. 400) {
              my $p = fork(); last unless defined $p;
              if (!$p) { sleep 30; POSIX::_exit(0); }
              push @all, $p;
            }
            my $why = "$!"; sleep 3 if @all == 400; my $n = scalar @all; kill 9, @all;
            $n == 400 ? got("$n") : refused("$n and no more: $why");
            """,
            Off.Limits),
        Attempt.Inside(
            "memory bomb", "700 MiB of its own",
            "perl -e 'my @a; push @a, \"x\" x (10 << 20) for 1 .. 70; sleep 2; print scalar @a'", Off.Limits),
        Attempt.Perl(
            "memory bomb", "720 MiB in files that lie in no folder",
            """
            my ($n, $b, @all) = ("m\0", 'x' x (12 << 20));
            for (1 .. 60) {
              my $fd = call('memfd_create', $n, 0); open(my $f, '>&=', $fd) or refused("$!");
              syswrite($f, $b) == 12 << 20 or refused("$!"); push @all, $f;
            }
            sleep 2; got('written');
            """,
            Off.Limits),
        Attempt.Inside(
            "memory bomb", "300 MiB of shared memory",
            "perl -e 'open F, \">\", \"/dev/shm/$_\" and syswrite F, \"x\" x (10 << 20) for 1 .. 30';"
                + " size=$(du -sm /dev/shm | cut -f1); rm -f /dev/shm/*; echo \"$size MiB\"; [ \"$size\" -ge 290 ]",
            Off.SharedMemorySize),
        Attempt.Perl(
            "open files", "1000 files open at once",
            "my @f; for (1 .. 1000) { open(my $f, '<', '/dev/null') or refused(\"$_: $!\"); push @f, $f; }\n"
                + "got('opened');",
            Off.Limits),
        Attempt.Inside(
            "disk filling", "one file of 20 MiB", "head -c 20971520 /dev/zero >big; status=$?; rm -f big; exit $status",
            Off.Limits),
        Attempt.Inside(
            "disk filling", "a folder of 160 MiB",
            """
            mkdir -p much; for i in $(seq 20); do head -c 8388608 /dev/zero >much/$i; done; sync much
            perl -e 'sleep 8'; rm -rf much
            """,
            Off.Limits),
    ];
}
