using TmuxBuilder.Api.Conventions;
using TmuxBuilder.Api.Hosting;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Uploads;

namespace TmuxBuilder.Api.Status;

/// <summary>Health, readiness and what portals need to start.</summary>
internal static partial class StatusEndpoints
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static void MapStatus(this IEndpointRouteBuilder routes)
    {
        var status = routes.MapGroup("").WithTags("Status").RequireCaller(Role.Public);
        status.MapGet("/health", GetHealth).WithName("GetHealth").WithSummary("The service runs.");
        status.MapGet("/ready", GetReadyAsync).WithName("GetReady")
            .WithSummary("Whether the service can do its work; 503 while a dependency is down.")
            .Produces<ReadyView>().Produces<ReadyView>(StatusCodes.Status503ServiceUnavailable);
        status.MapGet("/config", GetConfig).WithName("GetConfig").WithSummary("What a portal needs to start.");
    }

    private static Ok<HealthView> GetHealth(ApiOptions options) =>
        TypedResults.Ok(new HealthView("ok", options.Version));

    private static async Task<IResult> GetReadyAsync(
        HttpContext context,
        ApiOptions options,
        IEnumerable<IReadinessCheck> checks,
        TimeProvider time,
        ILogger<ReadyView> logger)
    {
        var states = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var check in checks)
        {
            states[check.Name] = await IsReadyAsync(check, time, logger, context.RequestAborted) ? "up" : "down";
        }

        var ready = !states.ContainsValue("down");
        if (!ready)
        {
            context.Response.Headers.RetryAfter = "5";
        }

        return TypedResults.Json(
            new ReadyView(ready ? "ready" : "unavailable", options.Version, states),
            StatusJson.Default.ReadyView,
            statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<bool> IsReadyAsync(
        IReadinessCheck check, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            return await check.IsReadyAsync(patience.Token).WaitAsync(Patience, time, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotReady(logger, failure, check.Name);
            return false;
        }
    }

    private static Ok<ConfigView> GetConfig(ApiOptions options) => TypedResults.Ok(new ConfigView(
        options.Oidc is { } oidc ? new AuthView("oidc", oidc.Authority, oidc.ClientId) : new AuthView(
            "token", null, null),
        options.WebSocketPath,
        options.Onboarding.ToString().ToLowerInvariant(),
        new UploadConfigView(
            UploadTypes.MaxBytes, [.. UploadTypes.All.Select(type => type.Extension)], options.DirectUploadsOver),
        options.Version));

    [LoggerMessage(LogLevel.Warning, "Dependency {Dependency} is not ready")]
    private static partial void LogNotReady(ILogger logger, Exception failure, string dependency);
}
