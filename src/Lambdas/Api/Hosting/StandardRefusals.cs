using Microsoft.AspNetCore.Http.Metadata;
using TmuxBuilder.Api.Access;
using TmuxBuilder.Api.Conventions;
using TmuxBuilder.Core.Access;

namespace TmuxBuilder.Api.Hosting;

/// <summary>
/// Says of every endpoint how the steps before it may refuse, so that endpoints only name their own refusals.
/// </summary>
internal static class StandardRefusals
{
    public static void Add(EndpointBuilder endpoint)
    {
        if (endpoint.Metadata.OfType<AccessRule>().LastOrDefault() is not { } rule)
        {
            return;
        }

        var told = endpoint.Metadata.OfType<IProducesResponseTypeMetadata>()
            .Select(response => response.StatusCode)
            .ToHashSet();
        foreach (var status in Of(endpoint, rule).Where(told.Add))
        {
            endpoint.Metadata.Add(
                new ProducesResponseTypeMetadata(status, typeof(Problem), ["application/problem+json"]));
        }
    }

    private static IEnumerable<int> Of(EndpointBuilder endpoint, AccessRule rule)
    {
        var takesBody = endpoint.Metadata.OfType<IAcceptsMetadata>().Any();
        var isParametrised = endpoint is RouteEndpointBuilder { RoutePattern.Parameters.Count: > 0 };
        if (takesBody || isParametrised || rule.Source != SessionFrom.None)
        {
            yield return StatusCodes.Status400BadRequest;
        }

        if (!rule.Allows(Role.Public) && (!rule.SessionRequired || rule.Allows(Role.Share)))
        {
            yield return StatusCodes.Status401Unauthorized;
            yield return StatusCodes.Status429TooManyRequests;
        }

        if (rule is { Roles: [Role.Admin] })
        {
            yield return StatusCodes.Status401Unauthorized;
            yield return StatusCodes.Status403Forbidden;
            yield return StatusCodes.Status429TooManyRequests;
        }

        if (rule.SessionRequired)
        {
            yield return StatusCodes.Status404NotFound;
        }

        if (takesBody)
        {
            yield return StatusCodes.Status413PayloadTooLarge;
            yield return StatusCodes.Status415UnsupportedMediaType;
            yield return StatusCodes.Status422UnprocessableEntity;
        }

        if (endpoint.Metadata.OfType<RateLimit>().Any())
        {
            yield return StatusCodes.Status429TooManyRequests;
        }

        yield return StatusCodes.Status503ServiceUnavailable;
    }
}
