namespace TmuxBuilder.Checks.Tests.Support;

/// <summary>What runs on this machine.</summary>
internal static class Processes
{
    /// <summary>Whether any process has these words in its command line.</summary>
    public static bool AnyNames(string words) => Directory.EnumerateDirectories("/proc")
        .Any(folder => Read(Path.Combine(folder, "cmdline")).Contains(words, StringComparison.Ordinal));

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
