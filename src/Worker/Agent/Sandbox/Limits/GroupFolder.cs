using System.Globalization;

namespace TmuxBuilder.Agent.Sandbox.Limits;

/// <summary>A folder of the kernel's file system of control groups.</summary>
internal static class GroupFolder
{
    public const string Members = "cgroup.procs";

    /// <summary>Writes a value at once, for the kernel takes each write as a whole.</summary>
    public static void Set(string folder, string file, string value)
    {
        using var handle = File.OpenHandle(Path.Combine(folder, file), FileMode.Truncate, FileAccess.Write);
        RandomAccess.Write(handle, System.Text.Encoding.ASCII.GetBytes(value), 0);
    }

    public static void Set(string folder, string file, long value) =>
        Set(folder, file, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A number of those a file counts, a line each with its name before it; 0 when it is not there.</summary>
    public static long Count(string folder, string file, string name)
    {
        try
        {
            return File.ReadLines(Path.Combine(folder, file))
                .Where(line => line.StartsWith(name + " ", StringComparison.Ordinal))
                .Select(line => long.Parse(line.AsSpan(name.Length + 1), CultureInfo.InvariantCulture))
                .SingleOrDefault();
        }
        catch (Exception absent) when (absent is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    /// <summary>Removes a group; absent and in use are fine.</summary>
    public static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder);
        }
        catch (Exception kept) when (kept is IOException or UnauthorizedAccessException)
        {
            // Its last process is just going: the next start of the session takes the group as it is.
        }
    }

    /// <summary>The names of the groups below one, which need not be there.</summary>
    public static IReadOnlyList<string> Below(string folder) => Directory.Exists(folder)
        ? [.. new DirectoryInfo(folder).EnumerateDirectories().Select(group => group.Name)]
        : [];

    /// <summary>Whether groups can be made there.</summary>
    public static bool IsWritable(string folder)
    {
        var trial = Path.Combine(folder, $"trial-{Environment.ProcessId}-{Environment.CurrentManagedThreadId}");
        try
        {
            Directory.CreateDirectory(trial);
            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return false;
        }
        finally
        {
            Remove(trial);
        }
    }
}
