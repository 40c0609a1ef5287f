namespace TmuxBuilder.Checks.Tests.Support;

/// <summary>What runs on this machine.</summary>
internal static class Processes
{
    public static IReadOnlyList<string> CommandLines() =>
        [.. Directory.EnumerateDirectories("/proc").Select(folder => Read(Path.Combine(folder, "cmdline")))];

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
