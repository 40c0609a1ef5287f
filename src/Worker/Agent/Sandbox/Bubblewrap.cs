using TmuxBuilder.Agent.Launch;

namespace TmuxBuilder.Agent.Sandbox;

/// <summary>Builds the command line that runs an agent where it sees one session and nothing else.</summary>
internal static class Bubblewrap
{
    public const string Program = "bwrap";

    private const string UserId = "1000";
    private const string TemporaryBytes = "1073741824";
    private const string SharedMemoryBytes = "268435456";

    private static readonly string[] SystemFolders = ["bin", "sbin", "lib", "lib32", "lib64", "libx32"];

    // Only what programs need to run. Private keys live in /etc/ssl/private: only the certificates are shown.
    private static readonly string[] SystemFiles =
        ["/etc/alternatives", "/etc/ld.so.cache", "/etc/ssl/certs", "/etc/ssl/openssl.cnf"];

    /// <summary>The isolation alone, which is also what is tried out before the first agent starts.</summary>
    public static List<string> Isolation()
    {
        List<string> words =
        [
            Program,
            "--unshare-user", "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-net",
            "--unshare-cgroup-try",
            "--disable-userns", "--uid", UserId, "--gid", UserId, "--hostname", "sandbox",

            // The parent is the wrapper in the pane, a child of the tmux server: it outlives the worker, and whoever
            // kills the wrapper kills all of this.
            "--die-with-parent",
            "--ro-bind", "/usr", "/usr",
        ];
        foreach (var name in SystemFolders)
        {
            var folder = new DirectoryInfo($"/{name}");
            if (folder.LinkTarget is { } target)
            {
                words.AddRange(["--symlink", target, folder.FullName]);
            }
            else if (folder.Exists)
            {
                words.AddRange(["--ro-bind", folder.FullName, folder.FullName]);
            }
        }

        // Of a worker that is root, the kernel's settings in /proc/sys are its own to write. And bubblewrap's /dev is a
        // file system in memory without a limit.
        words.AddRange(
        [
            "--proc", "/proc", "--remount-ro", "/proc", "--dev", "/dev",
            "--size", SharedMemoryBytes, "--perms", "1777", "--tmpfs", "/dev/shm", "--remount-ro", "/dev",
            "--size", TemporaryBytes, "--perms", "1777", "--tmpfs", "/tmp",
        ]);
        return words;
    }

    /// <summary>Runs <paramref name="command"/> in the sandbox, in the session's folder.</summary>
    /// <param name="mounts">Further things to see, read-only: inner path → real path.</param>
    public static List<string> Command(
        AgentPaths real,
        IReadOnlyDictionary<string, string> mounts,
        IReadOnlyDictionary<string, string> environment,
        IEnumerable<string> command)
    {
        var words = Isolation();
        foreach (var file in SystemFiles)
        {
            words.AddRange(["--ro-bind-try", file, file]);
        }

        words.AddRange(["--bind", real.Folder, AgentPaths.Sandboxed.Folder]);
        words.AddRange(["--ro-bind", real.Sockets, AgentPaths.Sandboxed.Sockets]);
        foreach (var (inner, outer) in mounts)
        {
            words.AddRange(["--ro-bind", outer, inner]);
        }

        words.AddRange(["--remount-ro", "/", "--chdir", AgentPaths.Sandboxed.Folder, "--clearenv"]);
        foreach (var (name, value) in environment)
        {
            words.AddRange(["--setenv", name, value]);
        }

        words.AddRange([.. Confinement.Words, "--"]);
        words.AddRange(command);
        return words;
    }
}
