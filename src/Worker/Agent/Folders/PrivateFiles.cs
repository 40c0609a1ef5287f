namespace TmuxBuilder.Agent.Folders;

/// <summary>
/// Sees that what holds keys and everybody's projects is its owner's alone. Where sandboxes run as users of their own,
/// those pass through the data folder on their way to what is theirs: then all in it but that way is closed to them.
/// </summary>
public static class PrivateFiles
{
    // Of what others can do, they can only go on to what they know by name.
    private const UnixFileMode Passage = Owner | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private const uint OwnerOnly = 0x3F; // 077

    // Beneath each of them everything is somebody's alone again; in tools lies the CLI, which is no secret.
    private static readonly string[] Ways = ["sessions", "run", "tools"];
    private static readonly string[] SessionWays = ["folders"];

    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>
    /// Makes a folder where there is none, and takes an empty one for its owner; of one that others may look into it
    /// says so, with the cure, in a sentence. <see langword="null"/> when all is well.
    /// </summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be made, or is another user's.</exception>
    public static string? ProblemOfFolder(string path)
    {
        Directory.CreateDirectory(path, Owner);
        var mode = File.GetUnixFileMode(path);
        if ((mode & Others) == 0 || (mode == Passage && Open(path, Ways).Count == 0))
        {
            return null;
        }

        if (!Directory.EnumerateFileSystemEntries(path).Any())
        {
            File.SetUnixFileMode(path, Owner);
            return null;
        }

        return $"The data folder {path} is open to other users of this machine, and it holds keys; "
            + "run 'chmod 700' on it.";
    }

    /// <summary>
    /// Why a file with a secret may not be used; <see langword="null"/> when it may, or is not there.
    /// </summary>
    public static string? ProblemOfFile(string path) =>
        File.Exists(path) && (File.GetUnixFileMode(path) & Others) != 0
            ? $"{path} can be read or changed by other users; run 'chmod 600' on it."
            : null;

    /// <summary>From now on what this process makes is its owner's alone, whatever it forgets to say.</summary>
    public static void MakeForOwnerOnly() => _ = Libc.Mask(OwnerOnly);

    /// <summary>
    /// Lets users of sandboxes pass through a data folder to session folders and sockets, which are closed to all but
    /// their own. Everything else in it is closed first.
    /// </summary>
    /// <exception cref="IOException">It cannot be closed.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be closed.</exception>
    internal static void OpenWay(string dataFolder)
    {
        var sessions = Path.Combine(dataFolder, Ways[0]);
        foreach (var way in (string[])[sessions, Path.Combine(dataFolder, Ways[1])])
        {
            Directory.CreateDirectory(way, Owner);
        }

        Directory.CreateDirectory(Path.Combine(sessions, SessionWays[0]), Owner);
        foreach (var entry in Open(dataFolder, Ways).Concat(Open(sessions, SessionWays)))
        {
            File.SetUnixFileMode(entry, File.GetUnixFileMode(entry) & ~Others);
        }

        foreach (var passage in (string[])
            [Path.Combine(sessions, SessionWays[0]), sessions, Path.Combine(dataFolder, Ways[1]), dataFolder])
        {
            File.SetUnixFileMode(passage, Passage);
        }
    }

    /// <summary>What in a folder, but the way on, others could read or pass through.</summary>
    private static List<string> Open(string folder, string[] ways) =>
    [
        .. new DirectoryInfo(folder).EnumerateFileSystemInfos()
            .Where(entry => entry.LinkTarget is null && !ways.Contains(entry.Name)
                && (entry.UnixFileMode & Others) != 0)
            .Select(entry => entry.FullName),
    ];
}
