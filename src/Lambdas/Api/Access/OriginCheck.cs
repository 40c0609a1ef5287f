using TmuxBuilder.Api.Hosting;

namespace TmuxBuilder.Api.Access;

/// <summary>Knows from which sites a browser may call with a cookie: our own, and those configured.</summary>
internal sealed class OriginCheck(ApiOptions options)
{
    private readonly HashSet<string> allowed = new(
        options.CorsOrigins.Append(options.PublicUrl.GetLeftPart(UriPartial.Authority)),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether an unsafe call may use the cookie it carries; one without a cookie always may.</summary>
    public bool Allows(HttpRequest request) =>
        IsSafe(request.Method) || !Cookies.AnyIn(request) || IsAllowed(request, request.Headers.Origin);

    public static bool IsSafe(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private bool IsAllowed(HttpRequest request, string? origin) =>
        origin is not null && (allowed.Contains(origin)
            || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase));
}
