namespace TmuxBuilder.Adapters.Embedded;

/// <summary>The folder that holds everything a standalone host keeps; nobody else may look into it.</summary>
internal sealed class DataFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes the folder where it is missing, and sees that files can be written in it.</summary>
    /// <exception cref="DataFolderException">It cannot be made or written.</exception>
    public DataFolder(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        try
        {
            Make(Path);
            Make(Temporary);
            using (File.Create(System.IO.Path.Combine(Temporary, ".write-check"), 1, FileOptions.DeleteOnClose))
            {
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DataFolderException(
                $"The data folder {Path} cannot be written: {exception.Message} Give it to this user, or choose another with --data-dir.",
                exception);
        }
    }

    /// <summary>The absolute path.</summary>
    public string Path { get; }

    /// <summary>Where files are written before they are renamed into place; on the same file system.</summary>
    public string Temporary => System.IO.Path.Combine(Path, "tmp");

    /// <summary>A name in <see cref="Temporary"/> that nothing has yet.</summary>
    public string NewTemporary() => System.IO.Path.Combine(Temporary, Guid.NewGuid().ToString("N"));

    private static void Make(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerOnly);
        }
    }
}
