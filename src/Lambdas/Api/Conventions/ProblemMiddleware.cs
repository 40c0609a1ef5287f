using System.Text.Json;
using TmuxBuilder.Core.Paging;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Api.Conventions;

/// <summary>
/// The outermost step of every call of the API: turns whatever goes wrong beneath into a problem, without telling
/// callers more than they may know.
/// </summary>
internal sealed partial class ProblemMiddleware(RequestDelegate next, ILogger<ProblemMiddleware> logger)
{
    private const int ClientClosedRequest = 499;

    public async Task InvokeAsync(HttpContext context)
    {
        SecurityHeaders.Add(context.Response.Headers);
        try
        {
            await AnswerAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = ClientClosedRequest;
        }
        catch (Exception failure) when (!context.Response.HasStarted)
        {
            await ProblemOf(failure, context).ExecuteAsync(context);
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (IsForeign(context.GetEndpoint()))
        {
            await Problems.RouteNotFound().ExecuteAsync(context);
            return;
        }

        await next(context);
        if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null } response)
        {
            await Problems.OfStatus(response.StatusCode).ExecuteAsync(context);
        }
    }

    // The router's own answers (405, 415) are plain endpoints; a route that is not ours is a host's page fallback.
    private static bool IsForeign(Endpoint? endpoint) =>
        endpoint is null || (endpoint is RouteEndpoint && endpoint.Metadata.GetMetadata<ApiRoute>() is null);

    private ProblemResult ProblemOf(Exception failure, HttpContext context)
    {
        switch (failure)
        {
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return BodyLimit.Of(context).TooLarge;
            case BadHttpRequestException bad when bad.InnerException is JsonException json:
                return Problems.Malformed(Sentence(json));
            case BadHttpRequestException bad:
                return Problems.OfStatus(bad.StatusCode);
            case InvalidCursorException:
                return Problems.CursorMalformed();
            case StoreUnavailableException:
                LogStoreUnavailable(failure, TraceMiddleware.RouteOf(context));
                return Problems.StoreUnavailable();
            default:
                LogFailed(failure, context.Request.Method, TraceMiddleware.RouteOf(context));
                return Problems.Unexpected();
        }
    }

    private static string Sentence(JsonException json) =>
        json.Path is { Length: > 2 and < 100 } path
            ? $"The body cannot be read: the value at {path} is not of the kind it must be."
            : "The body is not the JSON object this call takes.";

    [LoggerMessage(LogLevel.Warning, "A call of {Route} met a store that is not available")]
    private partial void LogStoreUnavailable(Exception failure, string route);

    [LoggerMessage(LogLevel.Error, "{Method} {Route} failed")]
    private partial void LogFailed(Exception failure, string method, string route);
}
