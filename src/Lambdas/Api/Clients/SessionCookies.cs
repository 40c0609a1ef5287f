using TmuxBuilder.Api.Access;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Api.Clients;

/// <summary>Gives a browser that opens a guid the cookie that later says so.</summary>
internal sealed class SessionCookies(Credentials credentials, GrantIssuer issuer, ILimitStore limits)
{
    // A program that keeps no cookies would otherwise be given a new one with every call.
    private const int PerHour = 20;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    public async Task GiveAsync(HttpContext context, SessionId session, CancellationToken cancellationToken)
    {
        var held = await credentials.SessionCookieAsync(context.Request, cancellationToken);
        if (context.Caller.IsAdmin
            || held?.Subject == session.Value
            || await limits.TakeAsync($"session-cookie:{session.Short}", PerHour, Hour, cancellationToken) is not null)
        {
            return;
        }

        var (_, secret) = await issuer.IssueAsync(
            GrantKind.SessionCookie, session.Value, "", Lifetime, cancellationToken);
        Cookies.Set(context, Cookies.Session, secret, Lifetime);
    }
}
