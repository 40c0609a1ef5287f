using System.Globalization;
using System.Runtime.InteropServices;

namespace TmuxBuilder.Agent.Processes;

/// <summary>The processes below another one, as <c>/proc</c> shows them.</summary>
internal static partial class ProcessTree
{
    public const int Terminate = 15;
    public const int Kill = 9;

    private const int MaxProcesses = 5000;
    private const int StartField = 19;

    /// <summary>A process and everything it and its children started, parents first; empty when it is gone.</summary>
    /// <param name="leave">Processes that are left out with all that they started.</param>
    public static List<int> Of(int root, Predicate<int>? leave = null)
    {
        var found = new List<int>();
        if (!IsAlive(root))
        {
            return found;
        }

        found.Add(root);
        for (var at = 0; at < found.Count && found.Count < MaxProcesses; at++)
        {
            found.AddRange(Children(found[at]).Except(found).Where(child => leave?.Invoke(child) != true));
        }

        return found;
    }

    public static bool IsAlive(int process) => Directory.Exists($"/proc/{process}");

    /// <summary>
    /// Whether it still does something: a dead one whose parent has not asked for its status does not.
    /// </summary>
    public static bool IsRunning(int process) => StatOf(process) is [not ("Z" or "X"), ..];

    /// <summary>
    /// When it began, in ticks since the machine did, which tells it from a later one of the same number;
    /// <see langword="null"/> when it is gone.
    /// </summary>
    public static long? StartOf(int process) =>
        StatOf(process) is { Length: > StartField } stat
            ? long.Parse(stat[StartField], CultureInfo.InvariantCulture)
            : null;

    /// <summary>The program's short name; empty when it is gone.</summary>
    public static string NameOf(int process) => ReadOrEmpty($"/proc/{process}/comm").TrimEnd();

    /// <summary>The command line, its words separated by NUL; empty when it is gone.</summary>
    public static string CommandLineOf(int process) => ReadOrEmpty($"/proc/{process}/cmdline");

    /// <summary>Sends a signal; a process that is gone is fine.</summary>
    public static void Signal(int process, int signal)
    {
        if (process > 1)
        {
            _ = SendSignal(process, signal);
        }
    }

    /// <summary>What a process itself started or was given, oldest first; empty when it is gone.</summary>
    public static IEnumerable<int> Children(int process)
    {
        string[] threads;
        try
        {
            threads = Directory.GetDirectories($"/proc/{process}/task");
        }
        catch (IOException)
        {
            return [];
        }

        return threads.SelectMany(thread => ReadOrEmpty($"{thread}/children")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Select(child => int.Parse(child, CultureInfo.InvariantCulture));
    }

    // "1234 (name, perhaps with ) in it) S 1 …": the fields from the state on follow the last parenthesis.
    private static string[] StatOf(int process)
    {
        var stat = ReadOrEmpty($"/proc/{process}/stat");
        return stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string ReadOrEmpty(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return "";
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int process, int signal);
}
