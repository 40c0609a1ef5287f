using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace TmuxBuilder.Testing;

/// <summary>
/// AWS on this machine: moto behind the project's strict gate (README.md), one process for a whole suite, on a free
/// port of 127.0.0.1. It ends when its standard input does, and so with the suite, however that ends.
/// </summary>
public sealed class AwsEmulator : IAsyncDisposable
{
    private static readonly Lock Starting = new();
    private static Task<AwsEmulator>? shared;

    private readonly Process _process;

    private AwsEmulator(Process process, Uri endpoint)
    {
        _process = process;
        Endpoint = endpoint;
        // Hooks that wait answer within 30 s.
        Control = new HttpClient { BaseAddress = new Uri(endpoint, "/_emulator/"), Timeout = TimeSpan.FromMinutes(1) };
    }

    public Uri Endpoint { get; }

    public int ProcessId => _process.Id;

    internal HttpClient Control { get; }

    /// <summary>The emulator of this test process, started when it is first asked for.</summary>
    public static Task<AwsEmulator> SharedAsync()
    {
        lock (Starting)
        {
            return shared ??= StartAsync(default);
        }
    }

    /// <summary>Starts an emulator of one's own.</summary>
    /// <exception cref="InvalidOperationException">It is not installed, or did not start.</exception>
    public static async Task<AwsEmulator> StartAsync(CancellationToken cancellationToken)
    {
        var process = Process.Start(new ProcessStartInfo(Python(), ["-m", "emulator"])
        {
            WorkingDirectory = Path.Combine(AppContext.BaseDirectory, "emulator"),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(TimeSpan.FromMinutes(2));
        var line = await process.StandardOutput.ReadLineAsync(timeout.Token);
        if (line?.Split(' ') is not ["listening", var port])
        {
            process.Kill();
            throw new InvalidOperationException($"The AWS emulator did not start; it said '{line}'.");
        }

        return new AwsEmulator(
            process, new Uri($"http://127.0.0.1:{int.Parse(port, CultureInfo.InvariantCulture)}/"));
    }

    /// <summary>An account of one's own, empty; disposing of it removes everything in it.</summary>
    public async Task<AwsAccount> OpenAccountAsync(CancellationToken cancellationToken)
    {
        var response = await Control.PostAsJsonAsync("accounts", new { }, cancellationToken);
        var account = await response.EnsureSuccessStatusCode()
            .Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return new AwsAccount(
            this,
            account.GetProperty("id").GetString()!,
            account.GetProperty("access_key_id").GetString()!,
            account.GetProperty("secret_access_key").GetString()!);
    }

    public async ValueTask DisposeAsync()
    {
        Control.Dispose();
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>The Python that the emulator and the AWS CLI are installed for.</summary>
    public static string Python()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var python = Path.Combine(folder.FullName, "artifacts", "emulator", "bin", "python");
            if (File.Exists(Path.Combine(folder.FullName, "TmuxBuilder.sln")) && File.Exists(python))
            {
                return python;
            }
        }

        throw new InvalidOperationException("The AWS emulator is not installed: run ./test emulator once.");
    }
}
