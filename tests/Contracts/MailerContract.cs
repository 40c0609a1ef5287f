using TmuxBuilder.Core.Ports;
using Xunit;

namespace TmuxBuilder.Contracts;

public abstract class MailerContract : PortContract
{
    protected IMailer Mailer => World.Get<IMailer>();

    /// <summary>The mails that were handed over, in order: to whom, about what, and the text.</summary>
    protected abstract Task<IReadOnlyList<(string To, string Subject, string Body)>> SentAsync();

    [Fact]
    public async Task Mails_are_handed_over_whole()
    {
        await Mailer.SendAsync(
            new Mail("ada@example.com", "Ihr Zugang 🍵", "Öffnen: http://x/#t\n\nGrüße"), Cancellation);
        Time.Advance(TimeSpan.FromSeconds(1));
        await Mailer.SendAsync(new Mail("eve@example.com", "Second", "."), Cancellation);

        var sent = await SentAsync();
        Assert.Equal(
            [("ada@example.com", "Ihr Zugang 🍵", "Öffnen: http://x/#t\n\nGrüße"), ("eve@example.com", "Second", ".")],
            sent.Select(mail => (mail.To, mail.Subject, mail.Body.ReplaceLineEndings("\n").TrimEnd('\n'))));
    }

    [Fact]
    public async Task A_subject_with_line_breaks_adds_no_header_and_no_recipient()
    {
        await Mailer.SendAsync(
            new Mail("ada@example.com", "Hello\r\nBcc: eve@example.com\r\n\r\nX", "Text"), Cancellation);

        var mail = Assert.Single(await SentAsync());
        Assert.Equal(("ada@example.com", "Text"), (mail.To, mail.Body.TrimEnd('\r', '\n')));
    }

    [Fact]
    public async Task A_mail_that_cannot_be_handed_over_is_told_of()
    {
        await Assert.ThrowsAsync<IOException>(() => Mailer.SendAsync(new Mail("", "Subject", "Text"), Cancellation));

        Assert.Empty(await SentAsync());
    }
}
