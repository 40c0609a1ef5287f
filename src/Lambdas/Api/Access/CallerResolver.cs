using TmuxBuilder.Api.Conventions;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Api.Access;

/// <summary>Finds out who calls, by the credentials an endpoint's rule admits.</summary>
internal sealed class CallerResolver(Credentials credentials, AdminGate admins, SessionGate gate)
{
    public async Task<(
        Caller Caller, ProblemResult? Refusal)> ResolveAsync(HttpContext context, AccessRule rule, string address)
    {
        var cancellationToken = context.RequestAborted;
        var stranger = new Caller(Role.Public, address, context.TraceIdentifier);
        var named = await SessionNaming.ReadAsync(context, rule);
        if (named.Refusal is { } refusal)
        {
            return (stranger, refusal);
        }

        if (named.Share is { } share)
        {
            return await ByShareAsync(stranger, share, cancellationToken);
        }

        var found = rule.AllowsAdmin
            ? await admins.FindAsync(context.Request, address, cancellationToken)
            : FoundAdmin.None;
        var caller = found.Name is { } admin ? stranger with { Role = Role.Admin, AdminName = admin } : stranger;
        if (named.Guid is { } guid && (caller.IsAdmin || rule.Allows(Role.Client)))
        {
            var proved = await WithProofAsync(caller, context.Request, rule, cancellationToken);
            return await gate.OpenAsync(proved, guid, rule.EvenGone, cancellationToken);
        }

        if (rule is { SessionRequired: true, Source: SessionFrom.Query or SessionFrom.Body } && named.IsNothing)
        {
            return (caller, Problems.Invalid(SessionNaming.Guid, "The guid of a session is required."));
        }

        if (caller.IsAdmin || rule.Source == SessionFrom.Form)
        {
            return (caller, null);
        }

        var (other, refused) = await ByOtherAsync(caller, context.Request, rule, cancellationToken);
        return (other, refused is null ? null : RefusalOf(found) ?? refused);
    }

    private static ProblemResult? RefusalOf(FoundAdmin found) =>
        found.Wait is { } wait ? Problems.RateLimited(wait)
        : found.IsOther ? Problems.Forbidden()
        : null;

    private async Task<(Caller Caller, ProblemResult? Refusal)> ByShareAsync(
        Caller caller, string secret, CancellationToken cancellationToken)
    {
        if (await credentials.ShareAsync(secret, cancellationToken) is not { } grant)
        {
            return (caller, Problems.ShareInvalid());
        }

        var (opened, refusal) =
            await gate.OpenAsync(caller, SessionId.Parse(grant.Subject), evenGone: false, cancellationToken);
        return (opened with { Role = Role.Share, ShareId = grant.Id }, refusal);
    }

    /// <summary>Where a guid is only one of several credentials, what else is proved counts beside it.</summary>
    private async Task<Caller> WithProofAsync(
        Caller caller, HttpRequest request, AccessRule rule, CancellationToken cancellationToken) =>
        rule.SessionRequired
            ? caller
            : caller with { ProvedEmail = await credentials.ClientAsync(request, cancellationToken) };

    private async Task<(Caller Caller, ProblemResult? Refusal)> ByOtherAsync(
        Caller caller, HttpRequest request, AccessRule rule, CancellationToken cancellationToken)
    {
        if (rule.Allows(Role.Integration)
            && await credentials.IntegrationAsync(request, cancellationToken) is { } integration)
        {
            return (caller with { Role = Role.Integration, Integration = integration }, null);
        }

        if (rule.Allows(Role.Client) && await credentials.ClientAsync(request, cancellationToken) is { } email)
        {
            return (caller with { Role = Role.Client, ProvedEmail = email }, null);
        }

        if (rule.Allows(Role.Client) && await credentials.SessionCookieAsync(request, cancellationToken) is { } cookie)
        {
            return (caller with { Role = Role.Client, CookieSession = SessionId.Parse(cookie.Subject) }, null);
        }

        if (rule.Allows(Role.Public))
        {
            return (caller, null);
        }

        var known = await credentials.IntegrationAsync(request, cancellationToken) is not null
            || await credentials.ClientAsync(request, cancellationToken) is not null;
        return (caller, known ? Problems.Forbidden() : Problems.CredentialsRequired());
    }
}
