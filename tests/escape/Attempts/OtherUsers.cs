using TmuxBuilder.Agent.Sandbox.Limits;
using TmuxBuilder.Escape.World;

namespace TmuxBuilder.Escape.Attempts;

/// <summary>
/// Where each session has a Unix user, that is a wall of its own: what an agent could do had it broken out of every
/// namespace.
/// </summary>
internal static class OtherUsers
{
    public static IReadOnlyList<Attempt> All { get; } =
    [
        Attempt.Outside("other users", "read a neighbour's file", "cat @THEIRS@/theirs.txt", neighbours: true),
        Attempt.Outside("other users", "write into a neighbour's folder", "echo x >@THEIRS@/x", neighbours: true),
        Attempt.Outside(
            "other users", "speak to the worker as the neighbour",
            "socat -u OPEN:/dev/null UNIX-CONNECT:@THEIRSOCKETS@/worker.sock", neighbours: true),
        Attempt.Outside(
            "other users", "use the neighbour's way to the model",
            "socat -u OPEN:/dev/null UNIX-CONNECT:@THEIRSOCKETS@/api.sock", neighbours: true),
        Attempt.Outside("other users", "end a neighbour's process", "kill -0 @THEIRPROCESS@", neighbours: true),
        Attempt.Outside(
            "other users", "read a neighbour's environment", "grep -a PATH= /proc/@THEIRPROCESS@/environ",
            neighbours: true),
        Attempt.Outside(
            "other users", "read where a neighbour's memory lies", "grep stack /proc/@THEIRPROCESS@/maps",
            neighbours: true),
        Attempt.Outside(
            "other users", "enter a neighbour's namespaces",
            "ls /proc/@THEIRPROCESS@/root/session", neighbours: true),
        Attempt.Outside("other users", "read the worker's key", "cat @KEY@", neighbours: false),
        Attempt.Outside("other users", "list the sessions there are", "ls @DATA@/sessions/active", neighbours: false),
        Attempt.Outside("other users", "list the data folder", "ls @DATA@", neighbours: false),
        Attempt.Outside(
            "other users", "read how a neighbour's agent was launched", "cat @THEIRSOCKETS@-run/launch.sh",
            neighbours: false),
        Attempt.Outside(
            "other users", "read the worker's environment", "cat /proc/@WORKER@/environ", neighbours: false),
        Attempt.Perl(
            "fork bomb", "300 processes that are gone before anybody looks",
            """
            my $n = 0;
            for (1 .. 300) {
              my $p = fork(); last unless defined $p;
              if (!$p) { select undef, undef, undef, 0.3; POSIX::_exit(0); }
              $n++;
            }
            my $why = "$!"; 1 while wait() > 0;
            $n == 300 ? got("$n") : refused("$n and no more: $why");
            """,
            Off.OwnUserOfMachine) with { Where = regime => regime == LimitRegime.UserPerSession },
    ];
}
