using TmuxBuilder.Api.Conventions;
using TmuxBuilder.Api.Hosting;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Validation;

namespace TmuxBuilder.Api.Access;

/// <summary>Signing in and out, of admins and clients.</summary>
internal static class LoginEndpoints
{
    private const int MaxTokenLength = 4096;

    public static void MapLogins(this IEndpointRouteBuilder routes)
    {
        var logins = routes.MapGroup("").WithTags("Access").RequireCaller(Role.Public).WithoutReplay();
        logins.MapPost("/admin/login", AdminLoginAsync).AuditedInside().LimitRate(RateLimit.Logins)
            .WithName("AdminLogin").WithSummary("Turn the admin token into a cookie.")
            .Refuses(400, 401, 403, 413, 415, 422, 429);
        logins.MapPost("/admin/logout", AdminLogoutAsync).Audited("admin.logout")
            .WithName("AdminLogout").WithSummary("End the admin's cookie.")
            .Refuses(403);
        logins.MapPost("/client/login-link", AskForLink).Audited("client.login_link").LimitRate(RateLimit.LoginLinks)
            .WithName("RequestLoginLink").WithSummary("Mail a one-use sign-in link, if the address has projects.")
            .Refuses(400, 413, 415, 422, 429);
        logins.MapPost("/client/login", ClientLoginAsync).Audited("client.login").LimitRate(RateLimit.Logins)
            .WithName("ClientLogin").WithSummary("Turn a sign-in link's token into a client token.")
            .Refuses(400, 401, 413, 415, 422, 429);
        logins.MapPost("/client/logout", ClientLogoutAsync).Audited("client.logout").WithName("ClientLogout")
            .WithSummary("End the client token.").Refuses(403);
    }

    private static async Task<Results<Ok<Success>, ProblemResult>> AdminLoginAsync(
        TokenBody body,
        HttpContext context,
        ApiOptions options,
        IAdminTokens tokens,
        GrantIssuer issuer,
        AuditTrail audit,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (TokenOf(body) is not { } token)
        {
            return TokenMissing();
        }

        var found = await tokens.FindAsync(token, cancellationToken);
        var lifetime = LifetimeOf(found, options.AdminCookieLifetime, time.GetUtcNow());
        if (found.State != AdminTokenState.Admin || lifetime <= TimeSpan.Zero)
        {
            return found.State == AdminTokenState.NotAdmin ? Problems.Forbidden() : Problems.LoginInvalid();
        }

        var admin = found.Name;
        var (_, secret) = await issuer.IssueAsync(GrantKind.AdminSession, admin, "", lifetime, cancellationToken);
        await audit.RecordAsync(new By(admin, context.TraceIdentifier), "admin.login", admin);
        Cookies.Set(context, Cookies.Admin, secret, lifetime);
        return TypedResults.Ok(new Success("You are signed in."));
    }

    /// <summary>A cookie never outlives the token it was given for.</summary>
    private static TimeSpan LifetimeOf(AdminToken token, TimeSpan usual, DateTimeOffset now) =>
        token.Ends is { } end && end - now < usual ? end - now : usual;

    private static async Task<Ok<Success>> AdminLogoutAsync(
        HttpContext context, GrantIssuer issuer, CancellationToken cancellationToken)
    {
        await EndAsync(context, GrantKind.AdminSession, Cookies.Admin, issuer, cancellationToken);
        return TypedResults.Ok(new Success("You are signed out."));
    }

    private static Results<Accepted<Success>, ProblemResult> AskForLink(
        LoginLinkBody body, HttpContext context, LoginLinkWishes links)
    {
        var checks = new FieldChecks();
        var email = checks.Email("email", body.Email);
        if (!checks.Passed)
        {
            return Problems.Invalid(checks.Errors);
        }

        links.Add(email, context.TraceIdentifier);
        return TypedResults.Accepted(
            (string?)null, new Success("If this address has projects, a sign-in link is on its way."));
    }

    private static async Task<Results<Ok<ClientLoggedIn>, ProblemResult>> ClientLoginAsync(
        TokenBody body, HttpContext context, RedeemLoginLink redeem, CancellationToken cancellationToken)
    {
        if (TokenOf(body) is not { } link)
        {
            return TokenMissing();
        }

        if (await redeem.RedeemAsync(link, cancellationToken) is not var (grant, token))
        {
            return Problems.LoginInvalid();
        }

        Cookies.Set(context, Cookies.Client, token, RedeemLoginLink.Lifetime);
        return TypedResults.Ok(new ClientLoggedIn(token, grant.Subject, grant.ExpiresAt));
    }

    private static async Task<Ok<Success>> ClientLogoutAsync(
        HttpContext context, GrantIssuer issuer, CancellationToken cancellationToken)
    {
        if (Credentials.Bearer(context.Request) is { } bearer)
        {
            await issuer.EndAsync(GrantKind.ClientToken, bearer, cancellationToken);
        }

        await EndAsync(context, GrantKind.ClientToken, Cookies.Client, issuer, cancellationToken);
        await EndAsync(context, GrantKind.SessionCookie, Cookies.Session, issuer, cancellationToken);
        return TypedResults.Ok(new Success("You are signed out."));
    }

    private static async Task EndAsync(
        HttpContext context, GrantKind kind, string cookie, GrantIssuer issuer, CancellationToken cancellationToken)
    {
        if (context.Request.Cookies[cookie] is { Length: > 0 and <= MaxTokenLength } secret)
        {
            await issuer.EndAsync(kind, secret, cancellationToken);
            Cookies.Clear(context, cookie);
        }
    }

    private static string? TokenOf(TokenBody body) =>
        body.Token?.Trim() is { Length: > 0 and <= MaxTokenLength } token ? token : null;

    private static ProblemResult TokenMissing() => Problems.Invalid("token", "The token is required.");
}
