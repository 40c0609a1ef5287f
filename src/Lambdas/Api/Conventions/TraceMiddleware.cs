using System.Diagnostics;
using TmuxBuilder.Api.Access;
using TmuxBuilder.Core;
using TmuxBuilder.Core.Signals;

namespace TmuxBuilder.Api.Conventions;

/// <summary>
/// Names every call, whatever answers it, and has the name in every log line of it; calls that change something have a
/// line of their own. Whatever a call causes belongs to its trace: the caller's own, or one that begins here.
/// </summary>
internal sealed partial class TraceMiddleware(
    RequestDelegate next, TimeProvider time, ILogger<TraceMiddleware> logger)
{
    private const string Parent = "traceparent";

    public async Task InvokeAsync(HttpContext context)
    {
        TraceHeader.Assign(context);
        using var span = BeginSpan(context.Request);
        using var scope = logger.BeginRequest(context.TraceIdentifier, span?.Id);
        var began = time.GetTimestamp();
        await next(context);
        span?.DisplayName = $"{context.Request.Method} {RouteOf(context)}";
        span?.SetTag("http.response.status_code", context.Response.StatusCode);
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

    /// <summary>
    /// The call's span, also where nobody collects any: what it stores carries its id to programs where somebody may.
    /// A call that becomes a socket has none, which would last for hours.
    /// </summary>
    private static Activity? BeginSpan(HttpRequest request)
    {
        if (request.Headers.Upgrade.Count > 0)
        {
            return null;
        }

        string? parent = request.Headers[Parent];
        if (Traces.Source.HasListeners())
        {
            return Traces.Continue(request.Method, ActivityKind.Server, parent);
        }

        var span = new Activity(request.Method) { ActivityTraceFlags = ActivityTraceFlags.Recorded };
        if (ActivityContext.TryParse(parent, null, out _))
        {
            span.SetParentId(parent!);
        }

        return span.Start();
    }

    [LoggerMessage(LogLevel.Information, "{Method} {Route} was answered {Status} after {Elapsed:0.0} ms")]
    private partial void LogAnswered(string method, string route, int status, double elapsed);
}
