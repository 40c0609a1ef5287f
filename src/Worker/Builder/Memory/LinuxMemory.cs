using System.Globalization;

namespace TmuxBuilder.Builder.Memory;

/// <summary>Reads what the kernel estimates to be available: <c>MemAvailable</c> of <c>/proc/meminfo</c>.</summary>
internal sealed class LinuxMemory : IMachineMemory
{
    private const string Source = "/proc/meminfo";
    private const string Name = "MemAvailable:";

    public long? Available()
    {
        try
        {
            return Parse(File.ReadLines(Source));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Reads a line such as <c>MemAvailable:    5678901 kB</c>.</summary>
    internal static long? Parse(IEnumerable<string> lines)
    {
        var line = lines.FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal));
        return line?[Name.Length..].Trim().Split(' ') is [var number, "kB"]
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var kilobytes)
                ? kilobytes * 1024
                : null;
    }
}
