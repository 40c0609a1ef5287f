using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Agent.Profiles;

namespace TmuxBuilder.Agent.Sandbox.Users;

/// <summary>Finds out whether sandboxes can have users of their own on this machine.</summary>
internal static class UsersFinder
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const int NotThere = 9;

    // Exits with 9 and the first of the paths that cannot be entered, or read.
    private const string Trial =
        "for p; do if [ -d \"$p\" ]; then [ -x \"$p\" ]; else [ -r \"$p\" ]; fi || { echo \"$p\"; exit 9; }; done";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The users, or why there are none in a sentence; neither when the worker is not root, whose sandboxes the kernel
    /// limits as they are.
    /// </summary>
    public static (SandboxUsers? Users, string? Problem) Find(uint first, AgentOptions? options, TimeProvider time)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return (null, null);
        }

        try
        {
            if (options is not null)
            {
                PrivateFiles.OpenWay(Path.GetFullPath(options.DataFolder));
            }

            Directory.CreateDirectory(SandboxUsers.UsualRegister, Private);
            return (TakenBy(first) ?? ProblemOf(first, options)) is { } problem
                ? (null, problem)
                : (new SandboxUsers(first, SandboxUsers.UsualRegister, time), null);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return (null, refused.Message);
        }
    }

    /// <summary>Who else says that numbers of the range are theirs; <see langword="null"/> when nobody does.</summary>
    internal static string? TakenBy(
        uint first, string accounts = "/etc/passwd", string groups = "/etc/group", string nested = "/etc/subuid")
    {
        foreach (var (file, numberAt, countAt) in ((string, int, int)[])
            [(accounts, 2, -1), (groups, 2, -1), (nested, 1, 2)])
        {
            foreach (var line in File.Exists(file) ? File.ReadLines(file) : [])
            {
                var fields = line.Split(':');
                if (fields.Length > Math.Max(numberAt, countAt)
                    && uint.TryParse(fields[numberAt], CultureInfo.InvariantCulture, out var begin)
                    && uint.TryParse(countAt < 0 ? "1" : fields[countAt], CultureInfo.InvariantCulture, out var count)
                    && begin <= first + SandboxUsers.Count && (ulong)begin + count > first)
                {
                    return $"the users from {first} to {first + SandboxUsers.Count} are taken: {file} names {begin}.";
                }
            }
        }

        return null;
    }

    /// <summary>Becomes such a user for a moment, and looks whether everything is seen that sandboxes show.</summary>
    private static string? ProblemOf(uint first, AgentOptions? options)
    {
        var words = UserWords.Of(first + SandboxUsers.Count);
        var start = new ProcessStartInfo(
            words[0], [.. words[1..], "/bin/sh", "-c", Trial, "sh", .. Shown(options).Where(Path.Exists)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        start.Environment.Clear();
        try
        {
            using var process = Process.Start(start)!;
            if (!process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
                return "setpriv did not answer in time.";
            }

            return process.ExitCode switch
            {
                0 => null,
                NotThere => $"{process.StandardOutput.ReadToEnd().Trim()} cannot be reached by them; let other users "
                    + "pass to it (chmod o+x), or put it elsewhere.",
                _ => $"setpriv does not work here: {process.StandardError.ReadToEnd().Trim()}",
            };
        }
        catch (Win32Exception)
        {
            return "setpriv is not installed (it comes with util-linux).";
        }
    }

    private static IEnumerable<string> Shown(AgentOptions? options)
    {
        yield return AppContext.BaseDirectory;
        yield return Path.GetTempPath();
        if (DotnetRoot.FindOrNull() is { } dotnet)
        {
            yield return dotnet;
        }

        if (options is null)
        {
            yield break;
        }

        var data = Path.GetFullPath(options.DataFolder);
        yield return Path.Combine(data, "sessions", "folders");
        var certificates = options.ExtraCertificates is { Length: > 0 } file ? Path.GetFullPath(file) : null;
        foreach (var path in (string?[])
            [options.DemoFolder, options.StarterFolder, options.PackageCache, certificates,
             options.Profile == AgentOptions.Claude ? ClaudeCli.Find(options) : null,
             Path.IsPathFullyQualified(options.Profile) ? options.Profile : null])
        {
            if (path is not null)
            {
                yield return path;
            }
        }
    }
}
