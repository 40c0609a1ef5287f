using MimeKit;

namespace TmuxBuilder.Api.Tests.Hosting;

/// <summary>The mails a host sent.</summary>
internal static class Outbox
{
    extension(ApiHost host)
    {
        public IReadOnlyList<MimeMessage> Mails => Directory.Exists(host.Outbox)
            ? [.. Directory.GetFiles(host.Outbox, "*.eml").Order(StringComparer.Ordinal)
                .Select(path => MimeMessage.Load(path))]
            : [];

        /// <summary>The only mail to this address.</summary>
        public MimeMessage MailTo(string address) =>
            host.Mails.Single(mail => mail.To.Mailboxes.Single().Address == address);

        /// <summary>As <see cref="MailTo"/>, once it was sent.</summary>
        public async Task<MimeMessage> MailToAsync(string address)
        {
            await host.MailedAsync(address);
            return host.MailTo(address);
        }
    }

    /// <summary>The mail's plain text.</summary>
    public static string Text(this MimeMessage mail) => mail.TextBody ?? "";

    /// <summary>The token at the end of the mailed sign-in link.</summary>
    public static string LoginToken(this MimeMessage mail)
    {
        const string Mark = "/client#login=";
        var text = mail.Text();
        var start = text.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length;
        return text[start..text.IndexOfAny(['\r', '\n', ' '], start)];
    }
}
