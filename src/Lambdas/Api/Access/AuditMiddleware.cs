using TmuxBuilder.Api.Conventions;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Audit;

namespace TmuxBuilder.Api.Access;

/// <summary>
/// Records what admins do where no use case does: what a client may do too, and looks into what is a client's. The
/// record is there before the answer is, or there is no answer.
/// </summary>
internal sealed class AuditMiddleware(RequestDelegate next, AuditTrail audit)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<AuditedAs>() is { } audited
            && context.Features.Get<Caller>() is { IsAdmin: true } caller)
        {
            context.Response.OnStarting(() => context.Response.StatusCode < StatusCodes.Status400BadRequest
                ? audit.RecordAsync(
                    caller.By,
                    audited.Action,
                    caller.Target?.Id.Short ?? caller.Actor,
                    context.RequestAborted)
                : Task.CompletedTask);
        }

        return next(context);
    }
}
