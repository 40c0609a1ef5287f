using System.Buffers;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Agent.Model;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Gateway.Model.Metering;

namespace TmuxBuilder.Gateway.Model;

/// <summary>
/// Passes the CLI's calls through to the model API with the real key, chunk by chunk, and tells the observers what they
/// used and how they ended. It neither keeps nor logs what they say.
/// </summary>
internal sealed partial class ModelProxy(
    GatewayOptions options,
    ModelKeySource key,
    IEnumerable<IModelObserver> observers,
    IEnumerable<IModelGate> gates,
    TimeProvider time,
    ILogger<ModelProxy> logger) : IDisposable
{
    public const long MaxRequestBytes = 64 * 1024 * 1024;

    private const string Messages = "/v1/messages";
    private const string SubagentHeader = "x-claude-code-agent-id";
    private const int ChunkBytes = 16 * 1024;

    private readonly IModelObserver[] observers = [.. observers];
    private readonly IModelGate? gate = gates.SingleOrDefault();

    private readonly HttpMessageInvoker upstream = new(new SocketsHttpHandler
    {
        ActivityHeadersPropagator = null,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = options.ModelConnectTimeout,
        EnableMultipleHttp2Connections = true,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        UseCookies = false,
        UseProxy = !options.ModelBaseAddress.IsLoopback,
    });

    public void Dispose() => upstream.Dispose();

    public Task HandleAsync(HttpContext context)
    {
        var (method, path) = (context.Request.Method, context.Request.Path.Value);
        if (HttpMethods.IsHead(method) && path is "/" or "/api/hello")
        {
            // The CLI warms up its connection, which ends here.
            return Task.CompletedTask;
        }

        if (!HttpMethods.IsPost(method) || path is not (Messages or Messages + "/count_tokens"))
        {
            return ApiError.SendAsync(
                context.Response,
                StatusCodes.Status404NotFound,
                "not_found_error",
                "The model proxy knows no such path.",
                context.RequestAborted);
        }

        return key.Current is { } current ? PassAsync(context, path, current) : RefuseWithoutKeyAsync(context);
    }

    private static Task RefuseWithoutKeyAsync(HttpContext context)
    {
        context.Response.Headers["x-should-retry"] = "false";
        return ApiError.SendAsync(
            context.Response,
            StatusCodes.Status401Unauthorized,
            "authentication_error",
            "This worker has no model key. Whoever runs it must configure one.",
            context.RequestAborted);
    }

    private async Task PassAsync(HttpContext context, string path, string current)
    {
        var session = context.Features.GetRequiredFeature<SessionFeature>().Session;
        var started = time.GetTimestamp();
        using var idle = new CancellationTokenSource(options.ModelIdleTimeout, time);
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(idle.Token, context.RequestAborted);

        // Counting tokens costs none.
        var told = path == Messages ? observers : [];
        var isSubagent = context.Request.Headers.ContainsKey(SubagentHeader);
        var call = new ModelCall(session, isSubagent, told, path == Messages ? gate : null, time);
        try
        {
            if (await call.AdmitAsync(cut.Token) is { } refusal)
            {
                await RefuseAsync(context.Response, refusal, cut.Token);
                return;
            }

            using var request = Outgoing(context.Request, call.Watch(context.Request.Body), path, current);
            using var response = await upstream.SendAsync(request, cut.Token);
            call.Answered(response);
            if (response.StatusCode == HttpStatusCode.Unauthorized)
            {
                key.Refused(current);
            }

            await AnswerAsync(session, context.Response, response, call, idle, cut.Token);
            LogPassed(session, (int)response.StatusCode, time.GetElapsedTime(started));
        }
        catch (Exception e) when (e is OperationCanceledException or HttpRequestException or IOException)
        {
            call.End(dropped: context.RequestAborted.IsCancellationRequested);
            await FailAsync(context, session, e, idle.IsCancellationRequested);
        }
        finally
        {
            call.End();
        }
    }

    private HttpRequestMessage Outgoing(HttpRequest request, Stream body, string path, string current)
    {
        var address = options.ModelBaseAddress.GetLeftPart(UriPartial.Path).TrimEnd('/');
        var outgoing = new HttpRequestMessage(HttpMethod.Post, address + path + request.QueryString)
        {
            Content = new StreamContent(body),
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        request.Headers.CopyTo(outgoing);
        outgoing.Content.Headers.ContentLength = request.ContentLength;
        outgoing.Headers.Add("x-api-key", current);
        return outgoing;
    }

    private static Task RefuseAsync(HttpResponse response, ModelRefusal refusal, CancellationToken cancellationToken)
    {
        response.Headers["x-should-retry"] = refusal.MayRetry ? "true" : "false";
        return ApiError.SendAsync(response, refusal.Status, refusal.ErrorType, refusal.Message, cancellationToken);
    }

    private async Task AnswerAsync(
        SessionId session,
        HttpResponse to,
        HttpResponseMessage from,
        ModelCall call,
        CancellationTokenSource idle,
        CancellationToken cancellationToken)
    {
        to.StatusCode = (int)from.StatusCode;
        from.CopyTo(to.Headers);
        await to.StartAsync(cancellationToken);
        await using var body = await from.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            int read;
            while ((read = await body.ReadAsync(buffer, cancellationToken)) > 0)
            {
                idle.CancelAfter(options.ModelIdleTimeout);
                call.Passing(buffer.AsSpan(0, read));
                if (call.Cut() is { } refusal)
                {
                    await to.WriteAsync(ApiError.AsEvent(refusal), cancellationToken);
                    LogCut(session, refusal.Message);
                    return;
                }

                await to.BodyWriter.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        call.Complete();
    }

    private async Task FailAsync(HttpContext context, SessionId session, Exception exception, bool wasIdle)
    {
        if (context.RequestAborted.IsCancellationRequested)
        {
            LogCallerLeft(session);
            return;
        }

        var (status, type, message) = exception switch
        {
            _ when TooLarge(exception) =>
                (StatusCodes.Status413PayloadTooLarge,
                    "request_too_large",
                    $"It is larger than {MaxRequestBytes} bytes."),
            _ when wasIdle => (StatusCodes.Status504GatewayTimeout, "timeout_error", "The model API fell silent."),
            _ => (StatusCodes.Status502BadGateway, "api_error", "The model API cannot be reached."),
        };
        LogFailed(session, status, exception);
        if (context.Response.HasStarted)
        {
            // Half an answer must not look whole.
            context.Abort();
            return;
        }

        context.Response.Clear();
        await ApiError.SendAsync(context.Response, status, type, message, context.RequestAborted);
    }

    private static bool TooLarge(Exception? exception) =>
        exception is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }
        || (exception?.InnerException is { } inner && TooLarge(inner));

    [LoggerMessage(LogLevel.Debug, "Model call of session {SessionId} answered {Status} in {Elapsed}")]
    private partial void LogPassed(SessionId sessionId, int status, TimeSpan elapsed);

    [LoggerMessage(LogLevel.Information, "Model call of session {SessionId} was cut in its stream: {Reason}")]
    private partial void LogCut(SessionId sessionId, string reason);

    [LoggerMessage(LogLevel.Debug, "Model call of session {SessionId} was given up by the agent")]
    private partial void LogCallerLeft(SessionId sessionId);

    [LoggerMessage(LogLevel.Warning, "Model call of session {SessionId} failed; the agent is told {Status}")]
    private partial void LogFailed(SessionId sessionId, int status, Exception exception);
}
