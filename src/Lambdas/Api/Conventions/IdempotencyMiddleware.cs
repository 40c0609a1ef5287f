using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using TmuxBuilder.Api.Access;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Limits;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Api.Conventions;

/// <summary>
/// Gives a repeated unsafe call with the same <c>Idempotency-Key</c>, by the same caller on the same route, its first
/// answer, and does nothing twice. Answers that ask to come again later (429, 5xx) are not kept: the key is for that.
/// Once begun, such a call is carried to its end even when its caller goes away, who would otherwise repeat what was
/// done by half.
/// </summary>
internal sealed partial class IdempotencyMiddleware(
    RequestDelegate next, IAnswerStore answers, ILogger<IdempotencyMiddleware> logger)
{
    public const string Header = "Idempotency-Key";

    private const int MaxKeyLength = 200;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // As long as a key stays reserved.
    private static readonly TimeSpan LongestCall = TimeSpan.FromMinutes(1);

    public async Task InvokeAsync(HttpContext context)
    {
        if (OriginCheck.IsSafe(context.Request.Method)
            || !context.Request.Headers.TryGetValue(Header, out var header)
            || context.Features.Get<Caller>() is not { } caller
            || context.GetEndpoint()?.Metadata.GetMetadata<NoReplay>() is not null)
        {
            await next(context);
            return;
        }

        var given = header.ToString();
        if (given.Length is 0 or > MaxKeyLength || given.Any(c => c is <= ' ' or > '~'))
        {
            await Problems.IdempotencyKeyMalformed().ExecuteAsync(context);
            return;
        }

        await OnceAsync(context, KeyOf(context, caller, given));
    }

    private async Task OnceAsync(HttpContext context, string key)
    {
        var body = await RequestBody.BufferAsync(context);
        var bodyHash = BodyHash.Of(body.Span, context.Request.ContentType, context.Request.QueryString.Value);
        var lookup = await answers.BeginAsync(key, bodyHash, context.RequestAborted);
        switch (lookup.State)
        {
            case AnswerState.Answered when lookup.Answer is { } answer:
                await ReplayAsync(context, answer);
                break;
            case AnswerState.InProgress:
                await Problems.InProgress().ExecuteAsync(context);
                break;
            case AnswerState.OtherBody:
                await Problems.OtherBody().ExecuteAsync(context);
                break;
            default:
                await AnswerAsync(context, key);
                break;
        }
    }

    private async Task AnswerAsync(HttpContext context, string key)
    {
        var outside = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using var captured = new MemoryStream();
        var inside = new StreamResponseBodyFeature(captured);
        context.Features.Set<IHttpResponseBodyFeature>(inside);
        context.Features.Set(new IdempotentCall(key));
        var callerGone = context.RequestAborted;
        using var ending = new CancellationTokenSource(LongestCall);
        var final = false;
        try
        {
            context.RequestAborted = ending.Token;
            await next(context);
            await inside.CompleteAsync();
            final = context.Response.StatusCode is not StatusCodes.Status429TooManyRequests
                and < StatusCodes.Status500InternalServerError;
        }
        finally
        {
            context.RequestAborted = callerGone;
            context.Features.Set(outside);
            if (!final)
            {
                using var patience = new CancellationTokenSource(Patience);
                await answers.AbandonAsync(key, patience.Token);
            }
        }

        if (final)
        {
            await KeepAsync(context, key, captured);
        }

        captured.Position = 0;
        await captured.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    /// <summary>
    /// What was done is done, and its caller hears so even when the answer cannot be kept; the key stays taken.
    /// </summary>
    private async Task KeepAsync(HttpContext context, string key, MemoryStream captured)
    {
        using var patience = new CancellationTokenSource(Patience);
        var text = Encoding.UTF8.GetString(captured.GetBuffer(), 0, (int)captured.Length);
        var answer = new StoredAnswer(context.Response.StatusCode, context.Response.ContentType ?? "", text);
        try
        {
            await answers.FinishAsync(key, answer, patience.Token);
        }
        catch (Exception failure) when (failure is StoreUnavailableException or OperationCanceledException)
        {
            LogNotKept(failure, TraceMiddleware.RouteOf(context));
        }
    }

    private static Task ReplayAsync(HttpContext context, StoredAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        if (answer.ContentType.Length > 0)
        {
            context.Response.ContentType = answer.ContentType;
        }

        context.Response.Headers["Idempotency-Replayed"] = "true";
        return context.Response.WriteAsync(answer.Body, context.RequestAborted);
    }

    // Hashed, because it names guids, and whoever reads the store must not be able to use them.
    private static string KeyOf(HttpContext context, Caller caller, string given) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"{caller.Key}\n{context.Request.Method} {context.Request.Path}\n{given}"))));

    [LoggerMessage(LogLevel.Warning, "The answer to a call of {Route} could not be kept for a repeat of it")]
    private partial void LogNotKept(Exception failure, string route);
}
