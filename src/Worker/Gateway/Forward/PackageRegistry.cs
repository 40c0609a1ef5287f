using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace TmuxBuilder.Gateway.Forward;

/// <summary>Knows which package registry this machine's npm is set to.</summary>
public sealed partial class PackageRegistry
{
    private static readonly TimeSpan AskTimeout = TimeSpan.FromSeconds(60);

    private readonly TimeProvider time;
    private readonly ILogger<PackageRegistry> logger;
    private readonly Lazy<Task<Uri?>> registry;

    public PackageRegistry(TimeProvider time, ILogger<PackageRegistry> logger)
    {
        this.time = time;
        this.logger = logger;
        registry = new(AskAsync);
    }

    /// <summary>The program that is asked.</summary>
    internal string Npm { get; init; } = "npm";

    /// <summary>
    /// The registry's address, or <see langword="null"/> without npm; asked for once, at the first call.
    /// </summary>
    public Task<Uri?> FindAsync(CancellationToken cancellationToken) => registry.Value.WaitAsync(cancellationToken);

    /// <summary>Asks in the background, unless that was done.</summary>
    internal void Begin() => _ = registry.Value;

    internal static Uri? Parse(string line) =>
        Uri.TryCreate(line.Trim(), UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
        && address.UserInfo.Length == 0
            ? address
            : null;

    private async Task<Uri?> AskAsync()
    {
        // From the root folder, so that no project's settings decide what agents may reach.
        var start = new ProcessStartInfo(Npm, ["config", "get", "registry"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        using var timeout = new CancellationTokenSource(AskTimeout, time);
        try
        {
            using var process = Process.Start(start) ?? throw new Win32Exception("npm did not start.");
            try
            {
                var complaints = process.StandardError.ReadToEndAsync(timeout.Token);
                var answer = await process.StandardOutput.ReadToEndAsync(timeout.Token);
                await complaints;
                await process.WaitForExitAsync(timeout.Token);
                return Parse(answer);
            }
            finally
            {
                process.Kill(entireProcessTree: true);
            }
        }
        catch (Exception e) when (e is Win32Exception or OperationCanceledException or IOException)
        {
            LogUnknown(e);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "npm did not say which registry it uses; agents reach only configured hosts")]
    private partial void LogUnknown(Exception exception);
}
