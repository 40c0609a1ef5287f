using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace TmuxBuilder.Gateway.Model;

/// <summary>
/// Keeps the model key as it is where it is stored: read now and again, and at once when it was refused. A place that
/// is away changes nothing.
/// </summary>
internal sealed partial class StoredModelKey(
    GatewayOptions options, ModelKeySource key, TimeProvider time, ILogger<StoredModelKey> logger) : BackgroundService
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.ReadModelKey is not { } read)
        {
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            await ReadAsync(read, stoppingToken);
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            await Task.WhenAny(
                key.WhenRefusedAsync(enough.Token), Task.Delay(options.ModelKeyInterval, time, enough.Token));
            await enough.CancelAsync();
        }
    }

    private async Task ReadAsync(Func<CancellationToken, Task<string?>> read, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Longest);
        try
        {
            key.Take(await read(limit.Token));
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogAway(failure);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The model key cannot be read where it is stored; the one there was is used")]
    private partial void LogAway(Exception failure);
}
