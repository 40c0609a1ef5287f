using System.Diagnostics;
using System.Globalization;

namespace TmuxBuilder.Bench.Measuring;

/// <summary>The built standalone host in a process of its own.</summary>
internal sealed class HostUnderTest : IAsyncDisposable
{
    private const int ClockTicksPerSecond = 100;

    private readonly Process process;

    private HostUnderTest(Process process, Uri url, string token, TimeSpan ready)
    {
        this.process = process;
        Token = token;
        Ready = ready;
        Http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 }) { BaseAddress = url };
        Http.DefaultRequestHeaders.Authorization = new("Bearer", token);
    }

    public HttpClient Http { get; }

    public string Token { get; }

    public int ProcessId => process.Id;

    /// <summary>From the start of the process to the line that says it listens.</summary>
    public TimeSpan Ready { get; }

    public double ResidentMegabytes => StatusField("VmRSS:") / 1024.0;

    /// <summary>Processor time used so far, of all its threads.</summary>
    public TimeSpan CpuTime
    {
        get
        {
            // Fields 14 and 15 of proc_pid_stat(5); the name in field 2 may hold blanks, so counting starts behind it.
            var fields = File.ReadAllText($"/proc/{process.Id}/stat").Split(") ")[^1].Split(' ');
            var ticks = long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
            return TimeSpan.FromSeconds((double)ticks / ClockTicksPerSecond);
        }
    }

    public static async Task<HostUnderTest> StartAsync(string dataFolder, CancellationToken cancellationToken, params string[] arguments)
    {
        var dll = Path.Combine(AppContext.BaseDirectory, "TmuxBuilder.Standalone.dll");
        var clock = Stopwatch.StartNew();
        var process = Process.Start(new ProcessStartInfo(
            "dotnet",
            [
                dll, "--data-dir", dataFolder, "--urls", "http://127.0.0.1:0",
                .. arguments.Contains("--agent") ? arguments : ["--agent", "demo", .. arguments],
            ])
        {
            RedirectStandardOutput = true,

            // Its lines go where the table does: a line for each turn would drown it.
            Environment = { ["Logging__LogLevel__Default"] = "Warning" },
        }) ?? throw new InvalidOperationException("dotnet did not start.");
        Uri? url = null;
        TimeSpan ready = default;
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith("Listening on ", StringComparison.Ordinal))
            {
                ready = clock.Elapsed;
                url = new Uri(line["Listening on ".Length..]);
            }
            else if (url is not null && line.IndexOf("#token=", StringComparison.Ordinal) is var at and >= 0)
            {
                _ = process.StandardOutput.ReadToEndAsync(cancellationToken);
                return new HostUnderTest(process, url, line[(at + "#token=".Length)..].Trim(), ready);
            }
        }

        throw new InvalidOperationException("The host ended before it was ready.");
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private long StatusField(string name) => long.Parse(
        File.ReadLines($"/proc/{process.Id}/status").First(line => line.StartsWith(name, StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2],
        CultureInfo.InvariantCulture);
}
