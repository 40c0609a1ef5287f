namespace TmuxBuilder.Escape.World;

/// <summary>Takes one protection out of a sandbox.</summary>
internal static class Off
{
    /// <summary>The folder of all sessions is seen, as it is on the host.</summary>
    public static void HiddenHost(Launch launch, EscapeWorld world) =>
        launch.With("--bind", world.DataFolder, world.DataFolder).AsWorker(world);

    /// <summary>The folder of terminal servers is seen, as it is on the host.</summary>
    public static void OwnTemporaryFolder(Launch launch, EscapeWorld world) => launch
        .WithoutRow("--size", "1073741824", "--perms", "1777", "--tmpfs", "/tmp")
        .With("--bind", "/tmp", "/tmp").AsWorker(world);

    public static void ReadOnlyTools(Launch launch, EscapeWorld world) =>
        launch.With("--bind", world.ToolsCopy, "/opt/tb");

    public static void ReadOnlySockets(Launch launch, EscapeWorld world) =>
        launch.With("--bind", world.SocketsCopy, "/sock");

    public static void ReadOnlyDevices(Launch launch, EscapeWorld world) => launch.WithoutRow("--remount-ro", "/dev");

    public static void SharedMemorySize(Launch launch, EscapeWorld world) =>
        launch.WithoutRow(
            "--size", "268435456", "--perms", "1777", "--tmpfs", "/dev/shm", "--remount-ro", "/dev");

    /// <summary>The host's processes are seen and can be signalled.</summary>
    public static void ProcessNamespace(Launch launch, EscapeWorld world) =>
        launch.Without("--unshare-pid").WithoutRow("--proc", "/proc")
            .WithoutRow("--remount-ro", "/proc").With("--bind", "/proc", "/proc").AsWorker(world);

    public static void IpcNamespace(Launch launch, EscapeWorld world) => launch.Without("--unshare-ipc");

    public static void NameNamespace(Launch launch, EscapeWorld world) =>
        launch.Without("--unshare-uts").Without("--hostname", 1);

    /// <summary>
    /// The network of the machine around it: a stand-in that holds what the host's could, a metadata service too.
    /// </summary>
    public static void NetworkNamespace(Launch launch, EscapeWorld world) => launch.Without("--unshare-net").Beneath(
        "unshare", "--user", "--map-root-user", "--net", "--", "bash", "-c",
        $"""
        export PATH=$PATH:/usr/sbin:/sbin; ip link set lo up; ip address add 169.254.169.254/32 dev lo
        bait=$(perl {world.Bait} {world.HostPort} {world.HostName}) || exit 99
        "$@"; status=$?; kill $bait; exit $status
        """,
        "network");

    public static void Filter(Launch launch, EscapeWorld world) => launch.Without("--seccomp", 1);

    public static void FilterInTerminal(Launch launch, EscapeWorld world) =>
        launch.Without("--seccomp", 1).InTerminal();

    /// <summary>
    /// Several locks on one door, and each alone holds it: namespaces within the sandbox are off, so are the calls, and
    /// what says who is who in one cannot be written.
    /// </summary>
    public static void NestedNamespaces(Launch launch, EscapeWorld world) =>
        launch.Without("--seccomp", 1).Without("--disable-userns").WithoutRow("--remount-ro", "/proc");

    /// <summary>
    /// The sandbox runs as the root of the namespace a stand-in for the worker is in, whose process it sees.
    /// </summary>
    public static void OwnUser(Launch launch, EscapeWorld world) => launch
        .Without("--unshare-user").Without("--unshare-pid").Without("--disable-userns").Without("--uid", 1)
        .Without("--gid", 1).With("--cap-add", "ALL").Without("--seccomp", 1)
        .Beneath(
            "unshare", "--user", "--map-root-user", "--pid", "--fork", "--mount-proc", "--", "bash", "-c",
            $"(TB_WORKER_KEY={world.Key} exec -a the-worker sleep 60) & "
                + "until grep -q ^the-worker /proc/$!/cmdline; do :; done; \"$@\"; status=$?; kill $!; exit $status",
            "worker");

    /// <summary>The host's devices.</summary>
    public static void OwnDevices(Launch launch, EscapeWorld world) =>
        launch.With("--dev-bind", "/dev", "/dev").AsWorker(world);

    public static void ReadOnlySystemView(Launch launch, EscapeWorld world) =>
        launch.WithoutRow("--remount-ro", "/proc").AsWorker(world);

    public static void HiddenGroups(Launch launch, EscapeWorld world) =>
        launch.With("--bind", "/sys/fs/cgroup", "/sys/fs/cgroup");

    public static void ClearedEnvironment(Launch launch, EscapeWorld world) =>
        launch.With("--setenv", "TB_WORKER_KEY", world.Key).Without("--clearenv");

    /// <summary>A file of the worker's stays open in what it starts.</summary>
    public static void ClosedDescriptors(Launch launch, EscapeWorld world) =>
        launch.Beneath("bash", "-c", $"exec \"$@\" 7<{world.KeyFile}", "descriptor").AsWorker(world);

    /// <summary>The sandbox has no user of its own, and the kernel limits root in nothing.</summary>
    public static void OwnUserOfMachine(Launch launch, EscapeWorld world) => launch.AsWorker(world);

    /// <summary>The limits are the control's own, which are wider.</summary>
    public static void Limits(Launch launch, EscapeWorld world)
    {
        // Every control has them.
    }
}
