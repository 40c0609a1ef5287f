using System.Diagnostics;
using System.Globalization;

namespace TmuxBuilder.Checks.Tests.Support;

/// <summary>What runs on this machine.</summary>
internal static class Processes
{
    /// <summary>Whether any process has these words in its command line.</summary>
    public static bool AnyNames(string words) => Directory.EnumerateDirectories("/proc")
        .Any(folder => Read(Path.Combine(folder, "cmdline")).Contains(words, StringComparison.Ordinal));

    /// <summary>The processes that have these words in their command line.</summary>
    public static IReadOnlyList<Process> Naming(string words) =>
    [
        .. Process.GetProcesses().Where(process =>
            Read($"/proc/{process.Id}/cmdline").Contains(words, StringComparison.Ordinal)),
    ];

    /// <summary>Kills what started the sandbox that has these words in its command line.</summary>
    public static void KillParentOf(string words)
    {
        var sandbox = Directory.EnumerateDirectories("/proc")
            .Where(folder => Read(Path.Combine(folder, "cmdline")).Contains(words, StringComparison.Ordinal))
            .Select(folder => int.TryParse(Path.GetFileName(folder), out var number) ? number : int.MaxValue)
            .Min();
        var parent = Read($"/proc/{sandbox}/stat").Split(") ")[^1].Split(' ')[1];
        Process.GetProcessById(int.Parse(parent, CultureInfo.InvariantCulture)).Kill();
    }

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
