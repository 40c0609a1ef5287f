using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using TmuxBuilder.EndToEnd.Harness;

namespace TmuxBuilder.EndToEnd;

/// <summary>A host that cannot start as it is told says so in one line, having started nothing.</summary>
public sealed class RefusedStartTests
{
    [Fact]
    public async Task A_port_that_is_taken_is_told_in_one_line_before_anything_starts()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";

        var (status, output) = await RunAsync("--urls", url);

        Assert.Equal(2, status);
        Assert.StartsWith($"{url} cannot be listened at: ", Assert.Single(output), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ; ")]
    [InlineData("127.0.0.1:8000")]
    [InlineData("http://127.0.0.1:port")]
    [InlineData("http://127.0.0.1:99999")]
    [InlineData("http://127.0.0.1:0/portal")]
    [InlineData("http://name@127.0.0.1:0")]
    [InlineData("https://127.0.0.1:0")]
    [InlineData("http://192.0.2.1:0")]
    [InlineData("http://127.0.0.1:0;http://")]
    public async Task An_address_that_cannot_be_listened_at_is_told_in_one_line(string urls)
    {
        var (status, output) = await RunAsync("--urls", urls);

        Assert.Equal(2, status);
        Assert.Contains("--urls", Assert.Single(output), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("admin-token", "chmod 600")]
    [InlineData("model-key", "chmod 600")]
    [InlineData("", "chmod 700")]
    public async Task What_others_could_read_is_told_with_the_cure_in_one_line(string name, string cure)
    {
        await using var world = new World();
        await File.WriteAllTextAsync(
            Path.Combine(world.DataFolder, "model-key"), "a-key", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(
            Path.Combine(world.DataFolder, "model-key"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var open = Path.Combine(world.DataFolder, name);
        if (name.Length > 0)
        {
            await File.WriteAllTextAsync(open, "a-secret", TestContext.Current.CancellationToken);
        }

        File.SetUnixFileMode(open, File.GetUnixFileMode(open) | UnixFileMode.OtherRead);

        var (status, output) = await RunInAsync(world, "--urls", "http://127.0.0.1:0");

        Assert.Equal(2, status);
        Assert.Contains(cure, Assert.Single(output), StringComparison.Ordinal);
    }

    private static async Task<(int Status, IReadOnlyList<string> Output)> RunAsync(
        params IReadOnlyList<string> arguments)
    {
        await using var world = new World();
        return await RunInAsync(world, arguments);
    }

    private static async Task<(int Status, IReadOnlyList<string> Output)> RunInAsync(
        World world, params IReadOnlyList<string> arguments)
    {
        var token = TestContext.Current.CancellationToken;
        var host = Path.Combine(AppContext.BaseDirectory, "TmuxBuilder.Standalone.dll");
        using var process = Process.Start(new ProcessStartInfo(
            "dotnet", [host, "--data-dir", world.DataFolder, "--agent", "demo", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var told = process.StandardOutput.ReadToEndAsync(token);
            var complained = process.StandardError.ReadToEndAsync(token);
            await process.WaitForExitAsync(token).WaitAsync(TimeSpan.FromSeconds(60), token);
            return (process.ExitCode, [.. (await told + await complained).Split('\n').Where(line => line.Length > 0)]);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
