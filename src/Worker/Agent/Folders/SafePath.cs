namespace TmuxBuilder.Agent.Folders;

/// <summary>Paths beneath a session's folder, checked before the kernel sees them.</summary>
internal static class SafePath
{
    private const int MaxLength = 1024;
    private const int MaxNameBytes = 255;

    /// <summary>
    /// Splits a relative path into its names, or throws: absolute, with NUL, empty names, <c>.</c> or <c>..</c>.
    /// </summary>
    public static string[] Split(string path)
    {
        if (path.Length is 0 or > MaxLength || path.Contains('\0') || path[0] == '/')
        {
            throw new UnsafePathException($"'{Show(path)}' is not a path beneath the session's folder.");
        }

        var names = path.Split('/');
        foreach (var name in names)
        {
            if (name is "" or "." or ".." || System.Text.Encoding.UTF8.GetByteCount(name) > MaxNameBytes)
            {
                throw new UnsafePathException($"'{Show(path)}' has a part that is no name.");
            }
        }

        return names;
    }

    /// <summary>A hostile name as it may stand in a message: short, no control characters.</summary>
    public static string Show(string path)
    {
        var shown = path.Length > 100 ? path[..100] + "…" : path;
        return string.Concat(shown.Select(c => char.IsControl(c) ? '?' : c));
    }
}
