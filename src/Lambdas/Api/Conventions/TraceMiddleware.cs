using TmuxBuilder.Api.Access;
using TmuxBuilder.Core;

namespace TmuxBuilder.Api.Conventions;

/// <summary>
/// Names every call, whatever answers it, and has the name in every log line of it; calls that change something have a
/// line of their own.
/// </summary>
internal sealed partial class TraceMiddleware(
    RequestDelegate next, TimeProvider time, ILogger<TraceMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        TraceHeader.Assign(context);
        using var scope = logger.BeginRequest(context.TraceIdentifier);
        var began = time.GetTimestamp();
        await next(context);
        if (!OriginCheck.IsSafe(context.Request.Method))
        {
            LogAnswered(
                context.Request.Method,
                RouteOf(context),
                context.Response.StatusCode,
                time.GetElapsedTime(began).TotalMilliseconds);
        }
    }

    /// <summary>The pattern of a call's route, never its path: that may hold a guid.</summary>
    public static string RouteOf(HttpContext context) =>
        (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "";

    [LoggerMessage(LogLevel.Information, "{Method} {Route} was answered {Status} after {Elapsed:0.0} ms")]
    private partial void LogAnswered(string method, string route, int status, double elapsed);
}
