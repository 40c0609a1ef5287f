using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using TmuxBuilder.Api.Hosting;
using TmuxBuilder.Core.Connections;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Signals;

namespace TmuxBuilder.Standalone.Signals;

/// <summary>
/// The host's metrics for Prometheus to fetch. To this machine they are open, and to admins: how much is built here,
/// and what it costs, is nobody else's business.
/// </summary>
internal static partial class MetricsPage
{
    public const string Path = "/metrics";

    /// <summary>What says that a call comes from elsewhere, whatever the connection's other end is.</summary>
    private static readonly string[] Forwarded =
        ["X-Forwarded-For", "X-Original-For", "X-Forwarded-Host", "X-Real-IP", "Forwarded", "Via"];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void AddMetricsPage(this IServiceCollection services)
    {
        services.AddSingleton<ILoggerProvider, ErrorCounter>();
        services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .ConfigureResource(TraceExport.AddService)
            .AddMeter(Instruments.MeterName)
            .AddMeter("Microsoft.AspNetCore.Hosting", "System.Runtime")
            .AddPrometheusExporter());
    }

    public static void UseMetricsPage(this WebApplication app)
    {
        var services = app.Services;
        var (instruments, sockets) = (
            services.GetRequiredService<Instruments>(), services.GetRequiredService<LocalSockets>());
        var publicUrl = services.GetRequiredService<ApiOptions>().PublicUrl;
        instruments.ObserveSockets(() => sockets.Count);
        app.Map(Path, page => page
            .Use(async (context, next) =>
            {
                if (!IsLocal(context, publicUrl) && await context.RefuseUnlessAdminAsync() is { } refusal)
                {
                    await refusal.ExecuteAsync(context);
                    return;
                }

                await RefreshAsync(context, instruments);
                await next(context);
            })
            .UseOpenTelemetryPrometheusScrapingEndpoint(_ => true));
    }

    /// <summary>
    /// Whether a program of this machine calls, by its own name: not a proxy for somebody else, and not a page that had
    /// a browser here look up another name at this address. A host that people reach by another name has a proxy
    /// before it, perhaps one that does not say so.
    /// </summary>
    internal static bool IsLocal(HttpContext context, Uri publicUrl) =>
        publicUrl.IsLoopback
        && context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && !Forwarded.Any(context.Request.Headers.ContainsKey)
        && (context.Request.Host.Host is "localhost"
            || (IPAddress.TryParse(context.Request.Host.Host.Trim('[', ']'), out var named)
                && IPAddress.IsLoopback(named)));

    /// <summary>Looks how the fleet stands now. When the store does not say, what was seen last is told.</summary>
    private static async Task RefreshAsync(HttpContext context, Instruments instruments)
    {
        var services = context.RequestServices;
        using var limit = new CancellationTokenSource(Patience, services.GetRequiredService<TimeProvider>());
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, context.RequestAborted);
        try
        {
            instruments.Saw(await services.GetRequiredService<FleetWatch>().ReadAsync(either.Token));
        }
        catch (Exception failure) when (failure is StoreUnavailableException or OperationCanceledException)
        {
            LogNotSeen(services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(MetricsPage)), failure);
        }
    }

    [LoggerMessage(LogLevel.Warning, "How the fleet stands could not be seen; metrics tell what was seen before")]
    private static partial void LogNotSeen(ILogger logger, Exception failure);
}
