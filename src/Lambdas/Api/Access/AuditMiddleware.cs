using TmuxBuilder.Api.Conventions;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Audit;

namespace TmuxBuilder.Api.Access;

/// <summary>
/// Records what admins do where no use case does: what a client may do too, and looks into what is a client's. The
/// record is there before the answer is, or there is no answer. A call that does what is recorded is carried to its
/// end, record and all, even when its caller goes away.
/// </summary>
internal sealed class AuditMiddleware(RequestDelegate next, AuditTrail audit)
{
    // Files come with some of them, and may come slowly.
    private static readonly TimeSpan LongestAct = TimeSpan.FromMinutes(5);

    public async Task InvokeAsync(HttpContext context)
    {
        var metadata = context.GetEndpoint()?.Metadata;
        if (context.Features.Get<Caller>() is { IsAdmin: true } caller
            && metadata?.GetMetadata<AuditedAs>() is { } audited)
        {
            await RecordedAsync(context, caller, audited);
        }
        else if (metadata?.GetMetadata<AuditedByUseCase>() is not null)
        {
            await ToItsEndAsync(context);
        }
        else
        {
            await next(context);
        }
    }

    private async Task RecordedAsync(HttpContext context, Caller caller, AuditedAs audited)
    {
        var recorded = false;
        context.Response.OnStarting(RecordAsync);
        await ToItsEndAsync(context);

        // An answer that is kept for repeats starts after that, and one that nobody takes any more perhaps never.
        await RecordAsync();

        async Task RecordAsync()
        {
            if (!recorded && context.Response.StatusCode < StatusCodes.Status400BadRequest)
            {
                recorded = true;
                await audit.RecordAsync(caller.By, audited.Action, caller.Target?.Id.Short ?? caller.Actor);
            }
        }
    }

    private async Task ToItsEndAsync(HttpContext context)
    {
        // A look does nothing by halves, and a repeatable call is carried to its end already.
        if (OriginCheck.IsSafe(context.Request.Method) || context.Features.Get<IdempotentCall>() is not null)
        {
            await next(context);
            return;
        }

        var callerGone = context.RequestAborted;
        using var ending = new CancellationTokenSource(LongestAct);
        try
        {
            context.RequestAborted = ending.Token;
            await next(context);
        }
        finally
        {
            context.RequestAborted = callerGone;
        }
    }
}
