using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

[assembly: AssemblyFixture(typeof(TmuxBuilder.Adapters.Aws.Tests.Emulator))]

namespace TmuxBuilder.Adapters.Aws.Tests;

/// <summary>AWS on this machine, for all tests of the suite; each test has tables of its own.</summary>
public sealed class Emulator : IAsyncLifetime
{
    private Process? process;

    public Uri Endpoint { get; private set; } = new("http://127.0.0.1");

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("TB_TEST_AWS") is { Length: > 0 } given)
        {
            Endpoint = new Uri(given);
            return;
        }

        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        Endpoint = new Uri($"http://127.0.0.1:{port}");
        process = Process.Start(new ProcessStartInfo("moto_server", ["-H", "127.0.0.1", "-p", $"{port}"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        }) ?? throw new InvalidOperationException("moto_server could not be started.");
        while (await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.Contains("Running on", StringComparison.Ordinal))
            {
                process.BeginErrorReadLine();
                process.BeginOutputReadLine();
                return;
            }
        }

        throw new InvalidOperationException("moto_server ended.");
    }

    public ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            process.Kill(entireProcessTree: true);
        }

        process?.Dispose();
        return ValueTask.CompletedTask;
    }
}
