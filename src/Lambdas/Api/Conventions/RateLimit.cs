using TmuxBuilder.Api.Hosting;

namespace TmuxBuilder.Api.Conventions;

/// <summary>A limit on calls from one address.</summary>
/// <param name="Name">Calls with the same name are counted together.</param>
internal sealed record RateLimit(string Name, Func<RateLimits, int> Limit, TimeSpan Window)
{
    public static readonly RateLimit Public = new("public", limits => limits.PublicPerMinute, TimeSpan.FromMinutes(1));

    public static readonly RateLimit Requests = new("requests", limits =>
        limits.RequestsPerHour, TimeSpan.FromHours(1));

    public static readonly RateLimit Work = new("work", limits => limits.WorkPerMinute, TimeSpan.FromMinutes(1));

    public static readonly RateLimit LoginLinks = new("login-links", limits =>
        limits.LoginLinksPerHour, TimeSpan.FromHours(1));

    public static readonly RateLimit Logins = new("logins", limits =>
        limits.LoginsPerFiveMinutes, TimeSpan.FromMinutes(5));
}
