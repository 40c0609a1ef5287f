using TmuxBuilder.Agent.Sandbox.Limits;
using TmuxBuilder.Escape.World;

namespace TmuxBuilder.Escape.Attempts;

/// <summary>Files by which the kernel is told what to do, and devices.</summary>
internal static class TheMachine
{
    public static IReadOnlyList<Attempt> All { get; } =
    [
        Attempt.Perl(
            "kernel settings", "say what the kernel runs when a program crashes",
            "open(my $f, '>>', '/proc/sys/kernel/core_pattern') ? got('opened for writing') : refused(\"$!\");",
            Off.ReadOnlySystemView) with { ForRoot = true },
        Attempt.Perl(
            "devices", "read the machine's disk",
            """
            for my $disk (glob('/dev/vd? /dev/sd? /dev/nvme?n? /dev/xvd? /dev/loop0')) {
              open(my $f, '<', $disk) and got($disk);
            }
            refused('there is none');
            """,
            Off.OwnDevices) with { ForRoot = true },
        Attempt.Inside(
            "devices", "write beside the devices, in memory without a limit",
            "head -c 1000000 /dev/zero >/dev/mine && rm /dev/mine", Off.ReadOnlyDevices),
        Attempt.Inside(
            "control groups", "leave the group that keeps it small",
            """
            for group in /sys/fs/cgroup/memory /sys/fs/cgroup; do
              { echo 0 >"$group/cgroup.procs"; } 2>/dev/null && exit 0
            done
            echo "there is none to leave for"; exit 1
            """,
            Off.HiddenGroups) with
        {
            ForRoot = true,
            Where = regime => regime is LimitRegime.CgroupV1 or LimitRegime.CgroupV2,
        },
    ];
}
