using System.Diagnostics;
using System.Globalization;
using TmuxBuilder.Agent;
using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Bench.Agent;

namespace TmuxBuilder.Bench.Measuring;

/// <summary>The built standalone host in a process of its own.</summary>
internal sealed class HostUnderTest : IAsyncDisposable
{
    private readonly Process process;

    private HostUnderTest(string dataFolder, Process process, Uri url, string token, TimeSpan ready)
    {
        this.process = process;
        TmuxServer = AgentMachine.ServerOf(new SessionFolders(dataFolder));
        Token = token;
        Ready = ready;
        Http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 }) { BaseAddress = url };
        Http.DefaultRequestHeaders.Authorization = new("Bearer", token);
    }

    public HttpClient Http { get; }

    public string Token { get; }

    public int ProcessId => process.Id;

    /// <summary>The tmux server of its agents.</summary>
    public string TmuxServer { get; }

    /// <summary>From the start of the process to the line that says it listens.</summary>
    public TimeSpan Ready { get; }

    public double ResidentMegabytes => StatusField("VmRSS:") / 1024.0;

    public static async Task<HostUnderTest> StartAsync(
        string dataFolder, CancellationToken cancellationToken, params string[] arguments)
    {
        // The host takes no folder that others may look into.
        File.SetUnixFileMode(dataFolder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
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
                return new HostUnderTest(dataFolder, process, url, line[(at + "#token=".Length)..].Trim(), ready);
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

        // Agents outlive their host on purpose; a bench's must not outlive the bench.
        await ProcessTable.EndServerAsync(TmuxServer);
    }

    private long StatusField(string name) => long.Parse(
        File.ReadLines($"/proc/{process.Id}/status").First(line => line.StartsWith(name, StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2],
        CultureInfo.InvariantCulture);
}
