using TmuxBuilder.Hosting.Events;
using TmuxBuilder.Hosting.Runtime;

namespace TmuxBuilder.Hosting.Http;

/// <summary>
/// Answers requests of an HTTP API by a pipeline of ASP.NET Core, with the same context again and again.
/// </summary>
internal sealed class HttpRequests : IDisposable
{
    private const int MostBytes = 6 << 20;

    private readonly RequestDelegate pipeline;
    private readonly RequestFeature request = new();
    private readonly ResponseFeature response = new();
    private readonly ResponseBody body;
    private readonly RequestLifetime lifetime;
    private readonly RequestFeatures features;
    private readonly DefaultHttpContext context = new();
    private readonly HttpAnswer written = new();

    public HttpRequests(RequestDelegate pipeline, IServiceProvider services)
    {
        this.pipeline = pipeline;
        body = new ResponseBody(response, MostBytes);
        lifetime = new RequestLifetime(services);
        features = new RequestFeatures(request, response, body, lifetime);
    }

    /// <exception cref="MalformedEventException">The event says too little for a request.</exception>
    public void Handle(LambdaEvent current, Deadline deadline, Outgoing answer)
    {
        request.Begin(current);
        response.Clear();
        body.Clear();
        features.Clear();
        lifetime.Begin(deadline, current.Context.SourceIp);
        context.Initialize(features);
        try
        {
            pipeline(context).GetAwaiter().GetResult();
            if (response.StatusCode == StatusCodes.Status499ClientClosedRequest && deadline.IsOver)
            {
                // No client leaves here: what the pipeline took for that was the deadline.
                throw new OperationCanceledException();
            }

            response.StartAsync().GetAwaiter().GetResult();
            written.Write(answer, response, body.Written, HttpMethods.IsHead(request.Method));
            if (answer.Length > MostBytes)
            {
                throw new AnswerTooLargeException();
            }
        }
        catch (AnswerTooLargeException tooLarge)
        {
            Refuse(answer, StatusCodes.Status413PayloadTooLarge, "answer.too_large", tooLarge.Message);
        }
        catch (BadHttpRequestException bad)
        {
            Refuse(answer, bad.StatusCode, "request.malformed", bad.Message);
        }
        catch (OperationCanceledException) when (deadline.IsOver)
        {
            Refuse(answer, StatusCodes.Status504GatewayTimeout, "request.timeout", "The request took too long.");
        }
        finally
        {
            EndAsync().GetAwaiter().GetResult();

            // Their bytes are about to be those of something else.
            current.Headers.Clear();
        }
    }

    public void Dispose()
    {
        written.Dispose();
        lifetime.Dispose();
        body.Dispose();
    }

    private void Refuse(Outgoing answer, int status, string code, string detail)
    {
        answer.Clear();
        Problem.Write(answer, status, code, detail, request.TraceIdentifier);
    }

    private async Task EndAsync()
    {
        try
        {
            await response.CompleteAsync();
        }
        finally
        {
            await lifetime.EndAsync();
            context.Uninitialize();
        }
    }
}
