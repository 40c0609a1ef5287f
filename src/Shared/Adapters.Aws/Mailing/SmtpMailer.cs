using System.Net.Sockets;
using System.Security.Authentication;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Adapters.Aws.Mailing;

/// <summary>Hands mail to a mail server, a connection each: they are few, and functions keep none open.</summary>
internal sealed class SmtpMailer(MailOptions options, TimeProvider time) : IMailer
{
    public async Task SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        using var message = Compose(mail);
        try
        {
            await HandOverAsync(message, either.Token);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException($"The mail server did not take the mail within {options.Timeout}.", late);
        }
        catch (Exception failure) when (IsFault(failure))
        {
            throw new IOException("The mail server did not take the mail.", failure);
        }
    }

    private async Task HandOverAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        using var client = new SmtpClient { SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13 };
        await client.ConnectAsync(options.Host, options.Port, HowToConnect(), cancellationToken);
        if (options.User.Length > 0)
        {
            await client.AuthenticateAsync(options.User, options.Password, cancellationToken);
        }

        // Its end is an answer; the connection just closes after it, for what it says of that concerns no mail.
        await client.SendAsync(message, cancellationToken);
    }

    /// <summary>Never one that goes on in the clear when the server offers nothing better.</summary>
    private SecureSocketOptions HowToConnect() => options.Security switch
    {
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        MailSecurity.None => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };

    private MimeMessage Compose(Mail mail)
    {
        if (!MailboxAddress.TryParse(mail.To, out var to))
        {
            throw new IOException("The mail has no valid address.");
        }

        var message = new MimeMessage
        {
            Subject = mail.Subject,
            Date = time.GetUtcNow(),
            Body = new TextPart("plain") { Text = mail.Body },
        };
        message.From.Add(MailboxAddress.Parse(options.From));
        message.To.Add(to);
        return message;
    }

    private static bool IsFault(Exception failure) => failure
        is CommandException or ProtocolException or ServiceNotConnectedException or ServiceNotAuthenticatedException
        or SslHandshakeException or MailKit.Security.AuthenticationException or NotSupportedException
        or SocketException or TimeoutException;
}
