namespace TmuxBuilder.Standalone.Setup;

/// <summary>Finds programs the way a shell does.</summary>
internal static class Tools
{
    /// <summary>The program's full path, or <see langword="null"/> when it is not there or not executable.</summary>
    public static string? Find(string nameOrPath)
    {
        if (nameOrPath.Contains('/'))
        {
            return IsExecutable(nameOrPath) ? Path.GetFullPath(nameOrPath) : null;
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(':', StringSplitOptions.RemoveEmptyEntries);
        return folders.Select(folder => Path.Combine(folder, nameOrPath)).FirstOrDefault(IsExecutable);
    }

    private static bool IsExecutable(string path)
    {
        const UnixFileMode anybody =
            UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return File.Exists(path) && (File.GetUnixFileMode(path) & anybody) != 0;
    }
}
