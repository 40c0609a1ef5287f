namespace TmuxBuilder.Agent.Folders;

/// <summary>Sees that what holds keys and everybody's projects is its owner's alone.</summary>
public static class PrivateFiles
{
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
        if ((File.GetUnixFileMode(path) & Others) == 0)
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
}
