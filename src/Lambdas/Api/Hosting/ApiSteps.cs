using TmuxBuilder.Api.Access;
using TmuxBuilder.Api.Conventions;
using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Api.Hosting;

/// <summary>
/// The steps before an endpoint, each put together here: <c>UseMiddleware</c> would look for their constructors and
/// call them by reflection, which a cold start pays for in memory and in time.
/// </summary>
internal static class ApiSteps
{
    public static IApplicationBuilder UseTrace(this IApplicationBuilder app)
    {
        var (time, logger) = (app.Get<TimeProvider>(), app.Get<ILogger<TraceMiddleware>>());
        return app.Use(next => new TraceMiddleware(next, time, logger).InvokeAsync);
    }

    public static IApplicationBuilder UseProblems(this IApplicationBuilder app)
    {
        var logger = app.Get<ILogger<ProblemMiddleware>>();
        return app.Use(next => new ProblemMiddleware(next, logger).InvokeAsync);
    }

    public static IApplicationBuilder UseAccess(this IApplicationBuilder app)
    {
        var (resolver, address) = (app.Get<CallerResolver>(), app.Get<ClientAddress>());
        var (origin, limits, options) = (app.Get<OriginCheck>(), app.Get<ILimitStore>(), app.Get<ApiOptions>());
        return app.Use(next => new AccessMiddleware(next, resolver, address, origin, limits, options).InvokeAsync);
    }

    public static IApplicationBuilder UseAudit(this IApplicationBuilder app)
    {
        var audit = app.Get<AuditTrail>();
        return app.Use(next => new AuditMiddleware(next, audit).InvokeAsync);
    }

    public static IApplicationBuilder UseIdempotency(this IApplicationBuilder app)
    {
        var (answers, logger) = (app.Get<IAnswerStore>(), app.Get<ILogger<IdempotencyMiddleware>>());
        return app.Use(next => new IdempotencyMiddleware(next, answers, logger).InvokeAsync);
    }

    private static T Get<T>(this IApplicationBuilder app)
        where T : notnull => app.ApplicationServices.GetRequiredService<T>();
}
