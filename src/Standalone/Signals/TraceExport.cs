using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using TmuxBuilder.Core.Signals;

namespace TmuxBuilder.Standalone.Signals;

/// <summary>
/// Sends spans to a collector, when one was named by OpenTelemetry's own variables; otherwise there are none. Workers
/// on AWS do the same with this file.
/// </summary>
internal static class TraceExport
{
    /// <summary>Names a collector; its other settings are beside it (OTEL_EXPORTER_OTLP_…).</summary>
    public const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private const string ServiceName = "tmux-builder";

    /// <param name="endpoint">The collector's address, or nothing.</param>
    public static void AddTraceExport(this IServiceCollection services, string? endpoint)
    {
        if (!string.IsNullOrWhiteSpace(endpoint))
        {
            services.AddOpenTelemetry().WithTracing(traces => traces
                .ConfigureResource(AddService).AddSource(Traces.SourceName).AddOtlpExporter());
        }
    }

    public static void AddService(ResourceBuilder resource) => resource.AddService(
        ServiceName, serviceVersion: typeof(TraceExport).Assembly.GetName().Version?.ToString(3));
}
