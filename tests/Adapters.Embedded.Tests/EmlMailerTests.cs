using MimeKit;
using TmuxBuilder.Contracts;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Adapters.Embedded.Tests;

public sealed class EmlMailerTests : MailerContract
{
    private string Outbox => Path.Combine(((EmbeddedWorld)World).Folder, "outbox");

    [Fact]
    public async Task The_operator_is_told_of_every_mail_with_its_link()
    {
        var mail = new Mail("ada@example.com", "Your link", "Text", new Uri("http://localhost:8000/#token"));

        await Mailer.SendAsync(mail, Cancellation);

        Assert.Equal([mail], ((EmbeddedWorld)World).Mails);
    }

    [Fact]
    public async Task A_mail_has_a_sender_and_the_clocks_date()
    {
        await Mailer.SendAsync(new Mail("ada@example.com", "Your link", "Text"), Cancellation);

        using var message = await MimeMessage.LoadAsync(
            Assert.Single(Directory.GetFiles(Outbox, "20260204T072531000-*.eml")), Cancellation);
        Assert.Equal("tmux-builder@localhost", message.From.ToString());
        Assert.Equal(Now, message.Date);
    }

    [Fact]
    public async Task Of_an_outbox_that_cannot_be_written_it_is_told()
    {
        await File.WriteAllTextAsync(Outbox, "in the way", Cancellation);

        await Assert.ThrowsAsync<IOException>(() =>
            Mailer.SendAsync(new Mail("ada@example.com", "Your link", "Text"), Cancellation));

        Assert.Empty(((EmbeddedWorld)World).Mails);
    }

    protected override ValueTask<StoreWorld> OpenAsync() => EmbeddedWorld.OpenAsync();

    protected override async Task<IReadOnlyList<(string To, string Subject, string Body)>> SentAsync()
    {
        var sent = new List<(string To, string Subject, string Body)>();
        string[] files = Directory.Exists(Outbox) ? Directory.GetFiles(Outbox) : [];
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            using var message = await MimeMessage.LoadAsync(file, Cancellation);
            Assert.Empty(message.Bcc);
            sent.Add((message.To.ToString(), message.Subject ?? "", message.TextBody ?? ""));
        }

        return sent;
    }
}
