using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using TmuxBuilder.Hosting.Logging;

namespace TmuxBuilder.Hosting;

/// <summary>
/// Minimal APIs as they are, without what a web host puts around them: no configuration, no logging framework, no
/// server. Pages touched are most of a cold start, and each of those touches many.
/// </summary>
public static class MinimalApi
{
    /// <summary>Adds what routing needs; services that are registered already are kept.</summary>
    /// <param name="redact">
    /// Takes out of a log's text what nobody may read: what somebody's error message quotes may hold a secret.
    /// </param>
    public static IServiceCollection AddMinimalApi(
        this IServiceCollection services, Func<string, string>? redact = null)
    {
        var diagnostics = new DiagnosticListener("Microsoft.AspNetCore");
        services.TryAddSingleton<ILoggerFactory>(
            _ => new LineLoggerFactory(StandardFile.Output, redact ?? (text => text)));
        services.TryAddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.TryAddSingleton<IMeterFactory, PlainMeterFactory>();
        services.TryAddSingleton(diagnostics);
        services.TryAddSingleton<DiagnosticSource>(diagnostics);
        return services
            .AddOptions()
            .AddRoutingCore()
            .AddPlainOptions<RouteOptions>()
            .AddPlainOptions<RouteHandlerOptions>()
            .AddPlainOptions<JsonOptions>();
    }

    /// <summary>
    /// Adds options at their own type, made by the steps that were registered for them. Of the open types that
    /// <c>AddOptions</c> registers, a native program builds each it needs while it runs: most of what services cost.
    /// </summary>
    public static IServiceCollection AddPlainOptions<T>(this IServiceCollection services)
        where T : class, new() => services.AddSingleton(provider =>
    {
        var options = new T();

        // As arrays, or their types, too, would be built while the program runs.
        foreach (var step in provider.GetServices<IConfigureOptions<T>>().ToArray())
        {
            step.Configure(options);
        }

        foreach (var step in provider.GetServices<IPostConfigureOptions<T>>().ToArray())
        {
            step.PostConfigure(Options.DefaultName, options);
        }

        return Options.Create(options);
    });

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

    /// <summary>
    /// The same with a pipeline for every part of the endpoints, each built for the first call that needs it: what a
    /// cold start spends on an endpoint is its mapping, and one call needs few.
    /// </summary>
    /// <param name="partOf">Which part a path belongs to: one of a few, whatever the path.</param>
    public static RequestDelegate Build(
        IServiceProvider services,
        Func<PathString, string> partOf,
        Action<IEndpointRouteBuilder, string> map,
        Action<IApplicationBuilder>? before = null,
        Action<IApplicationBuilder>? routed = null)
    {
        var pipelines = new Dictionary<string, RequestDelegate>(StringComparer.Ordinal);
        return context =>
        {
            var part = partOf(context.Request.Path);
            if (!pipelines.TryGetValue(part, out var pipeline))
            {
                pipeline = Build(services, routes => map(routes, part), before, routed);
                pipelines.Add(part, pipeline);
            }

            return pipeline(context);
        };
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
