using TmuxBuilder.Escape.World;

namespace TmuxBuilder.Escape.Attempts;

/// <summary>Reaching into another session of the machine.</summary>
internal static class OtherSessions
{
    public static IReadOnlyList<Attempt> All { get; } =
    [
        Attempt.Inside(
            "other sessions", "read a neighbour's file", "cat @THEIRS@/theirs.txt", Off.HiddenHost),
        Attempt.Inside(
            "other sessions", "list all sessions, from where the own folder is mounted from",
            """
            mine=$(awk '$5 == "/session" { print $4 }' /proc/self/mountinfo)
            for place in "$(dirname "$mine")" @DATA@/sessions/folders; do
              [ "$(ls "$place" 2>/dev/null | wc -l)" -ge 2 ] && exit 0
            done
            echo "nothing there"; exit 1
            """,
            Off.HiddenHost),
        Attempt.Inside(
            "other sessions", "write into a neighbour's folder", "echo x >@THEIRS@/mine.txt && rm @THEIRS@/mine.txt",
            Off.HiddenHost),
        Attempt.Inside(
            "unix sockets", "speak to the worker as the neighbour",
            "printf 'notify\\0x\\0status\\0hello' | socat -t1 - UNIX-CONNECT:@THEIRSOCKETS@/worker.sock | grep -q exit",
            Off.HiddenHost),
        Attempt.Inside(
            "unix sockets", "put an own socket in the worker's place",
            "rm /sock/worker.sock && touch /sock/worker.sock", Off.ReadOnlySockets),
        Attempt.Inside(
            "unix sockets", "reach a hidden socket of the host, which lies in no folder",
            "socat -t1 - ABSTRACT-CONNECT:@NAME@ </dev/null | grep BAIT", Off.NetworkNamespace),
        Attempt.Inside(
            "tmux socket", "find the terminal server by what tmux tells its panes",
            """
            server=$(tr '\0' '\n' </proc/1/environ | sed -n 's/^TMUX=//p'); server=${server:-$TMUX}
            [ -n "$server" ] || { echo "nothing tells of it"; exit 1; }
            """,
            (launch, _) => launch.Without("--clearenv").With("--setenv", "TMUX", "/tmp/tmux-0/x,1,0")),
        Attempt.Inside(
            "tmux socket", "connect to it where such servers listen",
            """
            for socket in /tmp/tmux-*/@TMUX@; do
              socat -u OPEN:/dev/null "UNIX-CONNECT:$socket" && exit 0
            done
            echo "there is none"; exit 1
            """,
            Off.OwnTemporaryFolder),
        Attempt.Inside(
            "killing neighbours", "end a process of the worker's user",
            "kill -0 @VICTIM@", Off.ProcessNamespace),
        Attempt.Perl(
            "killing neighbours", "raise a neighbour's wish to be killed first when memory is short",
            "open(F, '+<', '/proc/@VICTIM@/oom_score_adj') or refused(\"$!\"); got('opened for writing');",
            Off.ProcessNamespace),
        Attempt.Perl(
            "shared memory", "read a segment of System V's",
            "my $seen = ''; shmread(@SEGMENT@, $seen, 0, 8) ? got('read') : refused(\"$!\");", Off.IpcNamespace),
        Attempt.Inside(
            "shared memory", "see which segments others have", "ipcs -m -i @SEGMENT@ | grep bytes", Off.IpcNamespace),
    ];
}
