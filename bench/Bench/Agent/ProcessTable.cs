using System.Diagnostics;
using System.Globalization;

namespace TmuxBuilder.Bench.Agent;

/// <summary>The processes of this machine at one moment, by what proc(5) says of them.</summary>
internal sealed class ProcessTable
{
    private static readonly string[] HolderNames = ["sh", "bwrap", "socat"];

    private readonly Dictionary<int, Row> rows;

    private ProcessTable(Dictionary<int, Row> rows) => this.rows = rows;

    public static ProcessTable Read() => new(Directory.EnumerateDirectories("/proc")
        .Select(
            path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var id) ? Row.Of(id) : null)
        .OfType<Row>().ToDictionary(row => row.Id));

    /// <summary>The processes of a tmux server: itself and its control clients.</summary>
    public IReadOnlyList<int> Of(string server) =>
        [
            .. rows.Values.Where(row =>
                row.Name.StartsWith("tmux", StringComparison.Ordinal)
                    && row.Arguments.Contains(server)).Select(row => row.Id),
        ];

    /// <summary>What holds the agents of a server, without the agents.</summary>
    public IReadOnlyList<int> Holders(string server)
    {
        var servers = Of(server).ToHashSet();
        return
        [
            .. rows.Values.Where(row => HolderNames.Contains(row.Name) && IsBelow(row, servers)).Select(row => row.Id),
        ];
    }

    /// <summary>Memory that these alone account for: shared pages count by their share.</summary>
    public double Megabytes(params IReadOnlyList<int> processes) => processes.Sum(id => rows[id].Megabytes);

    public static async Task EndServerAsync(string server)
    {
        using var kill = Process.Start(
            new ProcessStartInfo("tmux", ["-L", server, "kill-server"]) { RedirectStandardError = true });
        await (kill?.WaitForExitAsync() ?? Task.CompletedTask);
    }

    private bool IsBelow(Row row, HashSet<int> ancestors)
    {
        for (var (at, depth) = (row, 0); depth < 16; depth++)
        {
            if (ancestors.Contains(at.Parent))
            {
                return true;
            }

            if (!rows.TryGetValue(at.Parent, out var parent))
            {
                return false;
            }

            at = parent;
        }

        return false;
    }

    private sealed record Row(int Id, string Name, int Parent, string[] Arguments)
    {
        private readonly Lazy<double> megabytes = new(() => Pss(Id));

        public double Megabytes => megabytes.Value;

        public static Row? Of(int id)
        {
            try
            {
                // Fields of proc_pid_stat(5); the name may hold blanks, so counting starts behind it.
                var text = File.ReadAllText($"/proc/{id}/stat");
                var (open, close) = (text.IndexOf('('), text.LastIndexOf(')'));
                var fields = text[(close + 2)..].Split(' ');
                return new Row(
                    id,
                    text[(open + 1)..close],
                    int.Parse(fields[1], CultureInfo.InvariantCulture),
                    File.ReadAllText($"/proc/{id}/cmdline").Split('\0'));
            }
            catch (IOException)
            {
                // It ended meanwhile.
                return null;
            }
        }

        private static double Pss(int id) => long.Parse(
            File.ReadLines($"/proc/{id}/smaps_rollup").First(line => line.StartsWith("Pss:", StringComparison.Ordinal))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
            CultureInfo.InvariantCulture) / 1024.0;
    }
}
