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
            Directory.CreateDirectory(Path, OwnerOnly);
            if (Directory.Exists(Temporary))
            {
                // What a killed process left half-written.
                Directory.Delete(Temporary, recursive: true);
            }

            Directory.CreateDirectory(Temporary, OwnerOnly);
            File.Create(NewTemporary(), 1, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DataFolderException(
                $"The data folder {Path} cannot be written: {exception.Message} "
                    + "Give it to this user, or choose another with --data-dir.",
                exception);
        }
    }

    /// <summary>The absolute path.</summary>
    public string Path { get; }

    /// <summary>Where files are written before they are renamed into place; on the same file system.</summary>
    private string Temporary => System.IO.Path.Combine(Path, ".writing");

    /// <summary>A name for a file or folder to write that nothing has yet.</summary>
    public string NewTemporary() => System.IO.Path.Combine(Temporary, Guid.NewGuid().ToString("N"));
}
