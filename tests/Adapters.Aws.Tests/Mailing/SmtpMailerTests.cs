using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Adapters.Aws.Mailing;
using TmuxBuilder.Adapters.Aws.Tests.Cloud;
using TmuxBuilder.Contracts;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Adapters.Aws.Tests.Mailing;

public sealed class SmtpMailerTests : MailerContract
{
    private static readonly Mail Letter = new("ada@example.com", "Subject", "Text");
    private readonly SmtpServer server = new();

    [Fact]
    public async Task A_mail_has_a_sender_and_the_clocks_date()
    {
        await Mailer.SendAsync(Letter, Cancellation);

        var sent = Assert.Single(server.Taken);
        Assert.Equal("tea@example.com", sent.From.ToString());
        Assert.Equal(Now, sent.Date);
    }

    [Theory]
    [InlineData("MAIL", "451 later")]
    [InlineData("RCPT", "550 nobody")]
    [InlineData("DATA", "554 no")]
    [InlineData("EHLO", "nonsense")]
    public async Task A_server_that_refuses_is_told_of(string command, string answer)
    {
        server.Instead = (command, answer);

        await Assert.ThrowsAsync<IOException>(() => Mailer.SendAsync(Letter, Cancellation));

        Assert.Empty(server.Taken);
    }

    [Fact]
    public async Task A_server_that_is_away_is_told_of()
    {
        await server.DisposeAsync();

        await Assert.ThrowsAsync<IOException>(() => Mailer.SendAsync(Letter, Cancellation));
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_waited_for_only_so_long()
    {
        server.IsSilent = true;
        var sending = Mailer.SendAsync(Letter, Cancellation);
        await server.Connected.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancellation);
        Assert.False(sending.IsCompleted);

        Time.Advance(new MailOptions().Timeout);

        await Assert.ThrowsAsync<IOException>(() => sending.WaitAsync(TimeSpan.FromSeconds(60), Cancellation));
    }

    [Fact]
    public async Task A_sender_that_gives_up_is_no_fault_of_the_server()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        server.IsSilent = true;
        var sending = Mailer.SendAsync(Letter, stop.Token);
        await server.Connected.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancellation);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Theory]
    [InlineData(MailSecurity.StartTls, false)]
    [InlineData(MailSecurity.StartTls, true)]
    [InlineData(MailSecurity.Tls, true)]
    public async Task Nothing_is_said_to_a_server_that_is_not_private_or_not_known(
        MailSecurity security, bool offersTls)
    {
        server.OffersTls = offersTls;
        var options = ((CloudWorld)World).Options;
        using var services = new ServiceCollection().AddSingleton<TimeProvider>(Time).AddAwsMailer(options with
        {
            Mail = options.Mail with { Security = security, User = "ada", Password = "secret" },
        }).BuildServiceProvider();

        await Assert.ThrowsAsync<IOException>(
            () => services.GetRequiredService<IMailer>().SendAsync(Letter, Cancellation));

        Assert.Empty(server.Taken);
        Assert.DoesNotContain(server.Commands, line => line.StartsWith("AUTH", StringComparison.Ordinal)
            || line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    protected override async ValueTask DisposeCoreAsync()
    {
        await server.DisposeAsync();
        await base.DisposeCoreAsync();
    }

    protected override async ValueTask<StoreWorld> OpenAsync() => await CloudWorld.OpenAsync(
        adjust: options => options with { Mail = options.Mail with { Port = server.Port } });

    protected override Task<IReadOnlyList<(string To, string Subject, string Body)>> SentAsync() =>
        Task.FromResult<IReadOnlyList<(string To, string Subject, string Body)>>(
        [
            .. server.Taken.Select(mail =>
            {
                Assert.Empty(mail.Bcc);
                return (mail.To.ToString(), mail.Subject ?? "", mail.TextBody ?? "");
            }),
        ]);
}
