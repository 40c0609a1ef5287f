using Microsoft.Extensions.Logging;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Requests;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Access;

/// <summary>The mails people get. One that cannot be sent is logged and changes nothing else.</summary>
public sealed partial class ClientMail(IMailer mailer, Links links, ILogger<ClientMail> logger)
{
    public Task ApprovedAsync(BuildRequest request, SessionId session, CancellationToken cancellationToken)
    {
        var link = links.Client(session);
        return SendAsync(
            new Mail(
                request.Email,
                "Your website is being built",
                $"Hello {request.Name},\n\nyour request was approved and work on it has begun. Follow it here:\n\n"
                    + $"{link}\n\n"
                    + "Whoever has this link can open your project; keep it to yourself.\n",
                link),
            cancellationToken);
    }

    public Task RejectedAsync(BuildRequest request, CancellationToken cancellationToken) => SendAsync(
        new Mail(
            request.Email,
            "Your website request",
            $"Hello {request.Name},\n\nwe cannot take on your request at this time."
                + (request.Reason is { } reason ? $"\n\n{reason}\n" : "\n")),
        cancellationToken);

    public Task LoginLinkAsync(string email, string token, CancellationToken cancellationToken)
    {
        var link = links.ClientLogin(token);
        return SendAsync(
            new Mail(
                email,
                "Your sign-in link",
                $"Open this link within 15 minutes to see your projects:\n\n{link}\n\n"
                    + "It works once. If you did not ask for it, nothing needs to be done.\n",
                link),
            cancellationToken);
    }

    private async Task SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        try
        {
            await mailer.SendAsync(mail, cancellationToken);
        }
        catch (IOException failure)
        {
            LogNotSent(failure, mail.Subject);
        }
    }

    [LoggerMessage(LogLevel.Error, "The mail \"{MailSubject}\" could not be handed over")]
    private partial void LogNotSent(Exception failure, string mailSubject);
}
