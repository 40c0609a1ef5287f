using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TmuxBuilder.Hosting.Logging;

namespace TmuxBuilder.Hosting;

/// <summary>
/// Minimal APIs as they are, without what a web host puts around them: no configuration, no logging framework, no
/// server. Pages touched are most of a cold start, and each of those touches many.
/// </summary>
public static class MinimalApi
{
    /// <summary>Adds what routing needs; services that are registered already are kept.</summary>
    public static IServiceCollection AddMinimalApi(this IServiceCollection services)
    {
        var diagnostics = new DiagnosticListener("Microsoft.AspNetCore");
        services.TryAddSingleton<ILoggerFactory, LineLoggerFactory>();
        services.TryAddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.TryAddSingleton<IMeterFactory, PlainMeterFactory>();
        services.TryAddSingleton(diagnostics);
        services.TryAddSingleton<DiagnosticSource>(diagnostics);
        return services.AddOptions().AddRoutingCore();
    }

    /// <summary>
    /// Builds the pipeline: <paramref name="before"/> ahead of routing, <paramref name="routed"/> after it, then the
    /// mapped endpoints.
    /// </summary>
    public static RequestDelegate Build(
        IServiceProvider services,
        Action<IEndpointRouteBuilder> map,
        Action<IApplicationBuilder>? before = null,
        Action<IApplicationBuilder>? routed = null)
    {
        var application = new ApplicationBuilder(services);
        before?.Invoke(application);
        application.UseRouting();
        routed?.Invoke(application);
        application.UseEndpoints(map);
        return application.Build();
    }

    private sealed class PlainMeterFactory : IMeterFactory
    {
        public Meter Create(MeterOptions options) => new(options);

        public void Dispose()
        {
            // Meters live as long as the process does.
        }
    }
}
