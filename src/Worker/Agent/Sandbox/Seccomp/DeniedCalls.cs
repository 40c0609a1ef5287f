namespace TmuxBuilder.Agent.Sandbox.Seccomp;

/// <summary>The system calls no builder of websites needs and an escape would begin with (docs/adr/0025).</summary>
internal static class DeniedCalls
{
    /// <summary>Answered with "not permitted".</summary>
    public static readonly IReadOnlyList<SystemCall> Forbidden =
    [
        // Into other processes' memory and descriptors.
        new("ptrace", 101, 117),
        new("process_vm_readv", 310, 270),
        new("process_vm_writev", 311, 271),
        new("process_madvise", 440, 440),
        new("pidfd_getfd", 438, 438),
        new("kcmp", 312, 272),
        new("perf_event_open", 298, 241),
        new("move_pages", 279, 239),
        new("migrate_pages", 256, 238),

        // Other namespaces and mounts; files by a number instead of a path.
        new("unshare", 272, 97),
        new("setns", 308, 268),
        new("mount", 165, 40),
        new("umount2", 166, 39),
        new("pivot_root", 155, 41),
        new("chroot", 161, 51),
        new("move_mount", 429, 429),
        new("open_tree", 428, 428),
        new("fsopen", 430, 430),
        new("fsconfig", 431, 431),
        new("fsmount", 432, 432),
        new("fspick", 433, 433),
        new("mount_setattr", 442, 442),
        new("name_to_handle_at", 303, 264),
        new("open_by_handle_at", 304, 265),
        new("fanotify_init", 300, 262),

        // The kernel's own programs, keys and modules.
        new("bpf", 321, 280),
        new("userfaultfd", 323, 282),
        new("add_key", 248, 217),
        new("request_key", 249, 218),
        new("keyctl", 250, 219),
        new("kexec_load", 246, 104),
        new("kexec_file_load", 320, 294),
        new("init_module", 175, 105),
        new("finit_module", 313, 273),
        new("delete_module", 176, 106),
        new("lookup_dcookie", 212, 18),
        new("syslog", 103, 116),

        // The machine as a whole.
        new("reboot", 169, 142),
        new("swapon", 167, 224),
        new("swapoff", 168, 225),
        new("acct", 163, 89),
        new("quotactl", 179, 60),
        new("quotactl_fd", 443, 443),
        new("sethostname", 170, 161),
        new("setdomainname", 171, 162),
        new("settimeofday", 164, 170),
        new("clock_settime", 227, 112),
        new("adjtimex", 159, 171),
        new("clock_adjtime", 305, 266),
        new("vhangup", 153, 58),
        new("nfsservctl", 180, 42),
        new("iopl", 172, null),
        new("ioperm", 173, null),
        new("modify_ldt", 154, null),
        new("uselib", 134, null),
        new("_sysctl", 156, null),
        new("ustat", 136, null),
        new("sysfs", 139, null),
    ];

    /// <summary>
    /// Answered with "does not exist", upon which every caller has another way: what <c>clone3</c> is asked for lies in
    /// memory, where a filter cannot look, and what a ring of <c>io_uring</c> does passes by all filters.
    /// </summary>
    public static readonly IReadOnlyList<SystemCall> Absent =
    [
        new("clone3", 435, 435),
        new("io_uring_setup", 425, 425),
        new("io_uring_enter", 426, 426),
        new("io_uring_register", 427, 427),
        new("memfd_secret", 447, 447),
    ];

    /// <summary>Judged by its first argument: flags.</summary>
    public static readonly SystemCall Clone = new("clone", 56, 220);

    /// <summary>Judged by its first argument: the family of addresses.</summary>
    public static readonly SystemCall Socket = new("socket", 41, 198);

    /// <summary>Judged by its second argument: the request.</summary>
    public static readonly SystemCall Ioctl = new("ioctl", 16, 29);
}
