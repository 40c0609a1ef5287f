using TmuxBuilder.Api.Conventions;
using TmuxBuilder.Api.Hosting;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Api.Access;

/// <summary>Lets a call through to its endpoint only with what the endpoint's rule asks for.</summary>
internal sealed class AccessMiddleware(
    RequestDelegate next,
    CallerResolver resolver,
    ClientAddress address,
    OriginCheck origin,
    ILimitStore limits,
    ApiOptions options)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!address.CameThroughProxy(context.Request))
        {
            await Problems.ProxyRequired().ExecuteAsync(context);
            return;
        }

        if (context.GetEndpoint()?.Metadata.GetMetadata<AccessRule>() is not { } rule)
        {
            await next(context);
            return;
        }

        if (await CheckAsync(context, rule) is { } refusal)
        {
            await refusal.ExecuteAsync(context);
            return;
        }

        await next(context);
    }

    private async Task<ProblemResult?> CheckAsync(HttpContext context, AccessRule rule)
    {
        var limit = BodyLimit.Of(context);
        RequestBody.Cap(context, limit.Bytes);
        if (!origin.Allows(context.Request))
        {
            return Problems.OriginRefused();
        }

        var (caller, refusal) = await resolver.ResolveAsync(context, rule, address.Of(context));
        if (refusal is not null)
        {
            return refusal;
        }

        context.Features.Set(caller);
        if (await LimitAsync(context, caller) is { } limited)
        {
            return limited;
        }

        if (limit.Buffered && !OriginCheck.IsSafe(context.Request.Method))
        {
            await RequestBody.BufferAsync(context);
        }

        return null;
    }

    private async Task<ProblemResult?> LimitAsync(HttpContext context, Caller caller)
    {
        if (caller.Role is Role.Admin or Role.Integration)
        {
            return null;
        }

        foreach (var limit in context.GetEndpoint()?.Metadata.GetOrderedMetadata<RateLimit>() ?? [])
        {
            var key = $"{limit.Name}:{caller.Address}";
            var allowed = limit.Limit(options.Limits);
            if (await limits.TakeAsync(key, allowed, limit.Window, context.RequestAborted) is { } wait)
            {
                return Problems.RateLimited(wait);
            }
        }

        return null;
    }
}
