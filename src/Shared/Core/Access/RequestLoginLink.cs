using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Core.Access;

/// <summary>Mails a one-use sign-in link to an address that has sessions, and tells nobody whether it has.</summary>
public sealed class RequestLoginLink(
    ISessionStore sessions, GrantIssuer issuer, ILimitStore limits, ClientMail mail)
{
    /// <summary>How long a link works.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private const int MailsPerHour = 5;

    public async Task SendAsync(string email, CancellationToken cancellationToken)
    {
        var sessionsOfClient = await sessions.ListByEmailAsync(email, cancellationToken);
        var key = $"login-mail:{Secret.Hash(email)}";
        if (sessionsOfClient.Count == 0
            || await limits.TakeAsync(key, MailsPerHour, TimeSpan.FromHours(1), cancellationToken) is not null)
        {
            return;
        }

        var (_, token) = await issuer.IssueAsync(GrantKind.LoginLink, email, "", Lifetime, cancellationToken);
        await mail.LoginLinkAsync(email, token, cancellationToken);
    }
}
