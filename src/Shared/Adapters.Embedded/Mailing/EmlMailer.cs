using System.Globalization;
using MimeKit;
using TmuxBuilder.Adapters.Embedded.Files;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Adapters.Embedded.Mailing;

/// <summary>Puts mail into <c>outbox/</c> as <c>.eml</c> files, and tells the operator of each.</summary>
internal sealed class EmlMailer(DataFolder folder, FileWriter writer, EmbeddedOptions options, TimeProvider time)
    : IMailer
{
    private readonly string outbox = Path.Combine(folder.Path, "outbox");

    public async Task SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        using (var message = Compose(mail))
        {
            await message.WriteToAsync(content, cancellationToken);
        }

        content.Position = 0;
        try
        {
            await writer.WriteAsync(NewPath(), content, cancellationToken);
        }
        catch (StoreUnavailableException exception)
        {
            throw new IOException("The mail could not be put into the outbox.", exception);
        }

        options.OnMail(mail);
    }

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
        message.From.Add(MailboxAddress.Parse(options.MailFrom));
        message.To.Add(to);
        return message;
    }

    private string NewPath() => Path.Combine(outbox, string.Create(
        CultureInfo.InvariantCulture, $"{time.GetUtcNow().UtcDateTime:yyyyMMdd'T'HHmmssfff}-{Guid.NewGuid():N}.eml"));
}
