namespace TmuxBuilder.Api.Access;

/// <summary>The cookies this API gives out; all are HttpOnly and same-site, and go only to the API.</summary>
internal static class Cookies
{
    public const string Admin = "tb_admin";
    public const string Client = "tb_client";
    public const string Session = "tb_session";

    private const string Path = "/api";

    public static bool AnyIn(HttpRequest request) =>
        request.Cookies.ContainsKey(Admin) || request.Cookies.ContainsKey(Client)
            || request.Cookies.ContainsKey(Session);

    public static void Set(HttpContext context, string name, string secret, TimeSpan lifetime) =>
        context.Response.Cookies.Append(name, secret, Options(context, lifetime));

    public static void Clear(HttpContext context, string name) =>
        context.Response.Cookies.Delete(name, Options(context, lifetime: null));

    private static CookieOptions Options(HttpContext context, TimeSpan? lifetime) => new()
    {
        HttpOnly = true,
        Secure = context.Request.IsHttps,
        SameSite = SameSiteMode.Strict,
        Path = Path,
        MaxAge = lifetime,
        IsEssential = true,
    };
}
