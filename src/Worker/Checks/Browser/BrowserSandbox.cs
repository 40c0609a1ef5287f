using System.Globalization;
using System.Text;
using TmuxBuilder.Agent.Sandbox;

namespace TmuxBuilder.Checks.Browser;

/// <summary>
/// Writes the program that is started in the browser's place: it drops the worker's rights, sets limits and runs the
/// browser where there is nothing but system libraries, fonts, an empty home and the proxy's socket.
/// </summary>
internal static class BrowserSandbox
{
    public const string SocketName = "proxy.sock";
    public const string ProxyAddress = "http://127.0.0.1:3128";

    private const string FolderPrefix = "tb-check-";
    private const string InnerUser = "1000";
    private const string ScriptInside = "/browser.sh";
    private const string TemporaryBytes = "134217728";

    /// <summary>What the browser may say over its control pipe, in all: nobody's page needs a tenth of it.</summary>
    private const string OutputBytes = "67108864";

    /// <summary>Memory one process may ask for; all together are watched from outside.</summary>
    private const string ProcessBytes = "1073741824";

    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private static readonly TimeSpan LeftoverAge = TimeSpan.FromHours(1);

    private static readonly string[] Libraries =
        ["/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/libx32", "/opt/google/chrome", "/usr/share/fonts",
         "/usr/share/fontconfig", "/usr/local/share/fonts", "/etc/fonts", "/var/cache/fontconfig", "/etc/alternatives",
         "/etc/ld.so.cache", "/etc/ssl/certs"];

    private static readonly string[] LibraryFolders = ["lib", "lib32", "lib64", "libx32", "bin"];

    /// <summary>
    /// Makes a folder of the worker's own, which is lent to the browser's user later. What a worker that was killed
    /// left behind goes.
    /// </summary>
    public static string MakeFolder(string parent, TimeProvider time)
    {
        var old = time.GetUtcNow() - LeftoverAge;
        foreach (var leftover in new DirectoryInfo(parent).EnumerateDirectories(FolderPrefix + "*"))
        {
            if (leftover.LinkTarget is null && leftover.LastWriteTimeUtc < old)
            {
                Remove(leftover);
            }
        }

        var folder = Path.Combine(parent, $"{FolderPrefix}{Guid.NewGuid():n}");
        Directory.CreateDirectory(folder, Owner);
        Directory.CreateDirectory(Path.Combine(folder, "sock"), Owner);
        return folder;
    }

    public static string Socket(string folder) => Path.Combine(folder, "sock", SocketName);

    public static string ProcessFile(string folder) => Path.Combine(folder, "pid");

    /// <summary>Writes the program and returns its path.</summary>
    public static async Task<string> WriteAsync(
        string folder,
        BrowserPrograms programs,
        CheckOptions options,
        BrowserGroup group,
        CancellationToken cancellationToken)
    {
        var confine = await group.PrepareAsync(folder, options, cancellationToken);
        var user = await group.UserOfAsync(folder, cancellationToken);
        var script = Path.Combine(folder, "browser.sh");
        await File.WriteAllTextAsync(script, Resources.Text("browser.sh"), cancellationToken);
        File.SetUnixFileMode(script, Owner);

        var program = Path.Combine(folder, "chromium");
        var text = new StringBuilder("#!").Append(programs.Bash).Append('\n');
        text.Append("printf %s $$ >").Append(Quote(ProcessFile(folder))).Append('\n').Append("exec");
        List<string> become =
            Environment.IsPrivilegedProcess && user is null ? AsNobody(programs, options.UserId) : [];
        foreach (var word in confine.Concat(become).Concat(Words(folder, script, programs)))
        {
            text.Append(' ').Append(Quote(word));
        }

        text.Append(" \"$@\"\n");
        await File.WriteAllTextAsync(program, text.ToString(), cancellationToken);
        File.SetUnixFileMode(program, Owner);
        if (Environment.IsPrivilegedProcess)
        {
            Confinement.Lend(folder, user ?? options.UserId);
        }

        return program;
    }

    private static void Remove(DirectoryInfo leftover)
    {
        try
        {
            leftover.Delete(recursive: true);
        }
        catch (Exception kept) when (kept is IOException or UnauthorizedAccessException)
        {
            // Another user's, or gone meanwhile.
        }
    }

    private static List<string> AsNobody(BrowserPrograms programs, uint nobody)
    {
        var user = nobody.ToString(CultureInfo.InvariantCulture);
        return [programs.SetPrivileges, "--reuid", user, "--regid", user, "--clear-groups", "--no-new-privs"];
    }

    private static List<string> Words(string folder, string script, BrowserPrograms programs)
    {
        List<string> words = [programs.Limits, "--core=0", $"--data={ProcessBytes}", "--nofile=4096", "--"];
        words.AddRange(
        [
            programs.Bubblewrap,
            "--unshare-user", "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-net",
            "--unshare-cgroup-try",
            "--disable-userns", "--uid", InnerUser, "--gid", InnerUser, "--hostname", "browser",
            "--die-with-parent", "--new-session",
        ]);
        foreach (var place in Libraries)
        {
            words.AddRange(["--ro-bind-try", place, place]);
        }

        foreach (var name in LibraryFolders)
        {
            if (new DirectoryInfo($"/{name}") is { LinkTarget: { } target })
            {
                words.AddRange(["--symlink", target, $"/{name}"]);
            }
            else if (name != "bin")
            {
                words.AddRange(["--ro-bind-try", $"/{name}", $"/{name}"]);
            }
        }

        foreach (var file in (string[])[programs.Bash, programs.Socat])
        {
            words.AddRange(["--ro-bind", file, file]);
        }

        if (!Libraries.Any(place => programs.Chromium.StartsWith(place + '/', StringComparison.Ordinal)))
        {
            var home = Path.GetDirectoryName(programs.Chromium)!;
            words.AddRange(["--ro-bind", home, home]);
        }

        words.AddRange(["--proc", "/proc", "--dev", "/dev"]);
        foreach (var place in (string[])["/dev/shm", "/tmp"])
        {
            words.AddRange(["--size", TemporaryBytes, "--perms", "1777", "--tmpfs", place]);
        }

        // As in an agent's sandbox: neither the kernel's settings nor memory without a limit.
        words.AddRange(["--remount-ro", "/proc", "--remount-ro", "/dev"]);

        words.AddRange(
        [
            "--ro-bind", Path.Combine(folder, "sock"), "/sock", "--ro-bind", script, ScriptInside,
            "--remount-ro", "/", "--chdir", "/tmp", "--clearenv",
            "--setenv", "PATH", "/usr/bin:/bin", "--setenv", "HOME", "/tmp", "--setenv", "LANG", "C.UTF-8",
            .. Confinement.Words, "--", programs.Bash, ScriptInside, OutputBytes, programs.Chromium,
        ]);
        return words;
    }

    private static string Quote(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
