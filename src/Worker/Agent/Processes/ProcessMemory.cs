using System.Globalization;

namespace TmuxBuilder.Agent.Processes;

/// <summary>Reads from <c>/proc</c> what a process and all below it hold in memory.</summary>
public static class ProcessMemory
{
    private const int Kilobyte = 1024;

    /// <summary>Bytes of memory that is theirs alone or shared among them; 0 when the process is gone.</summary>
    public static long Measure(int root)
    {
        var children = Children();
        var left = new Stack<int>([root]);
        var seen = new HashSet<int>();
        long bytes = 0;
        while (left.TryPop(out var process))
        {
            if (!seen.Add(process))
            {
                continue;
            }

            bytes += Anonymous(process) + Shared(process);
            foreach (var child in children[process])
            {
                left.Push(child);
            }
        }

        return bytes;
    }

    /// <summary>
    /// The same of the processes given, and of files in memory they have open and nobody sees in a folder.
    /// </summary>
    internal static long Of(IReadOnlyCollection<int> processes)
    {
        var (own, shared) = (processes.Sum(Anonymous), processes.Sum(Shared));

        // What of such a file is looked at as memory counts as shared already.
        return own + Math.Max(shared, MemoryFiles.Of(processes));
    }

    private static ILookup<int, int> Children()
    {
        List<(int Parent, int Process)> pairs = [];
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            // "1234 (name with ) and spaces) S 1 …": the parent is the second word after the last parenthesis.
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var process)
                && Read($"/proc/{process}/stat") is { } stat
                && stat[(stat.LastIndexOf(')') + 1)..].Trim().Split(' ') is [_, var above, ..])
            {
                pairs.Add((int.Parse(above, CultureInfo.InvariantCulture), process));
            }
        }

        return pairs.ToLookup(pair => pair.Parent, pair => pair.Process);
    }

    // The program's own pages, which every process maps, do not count.
    private static long Anonymous(int process) => Resident(process, "RssAnon:");

    private static long Shared(int process) => Resident(process, "RssShmem:");

    private static long Resident(int process, string kind)
    {
        foreach (var line in (Read($"/proc/{process}/status") ?? "").Split('\n'))
        {
            if (line.StartsWith(kind, StringComparison.Ordinal))
            {
                // "RssAnon:	    1234 kB"
                var digits = line.AsSpan(kind.Length).Trim();
                return long.Parse(digits[..digits.IndexOf(' ')], CultureInfo.InvariantCulture) * Kilobyte;
            }
        }

        return 0;
    }

    private static string? Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
