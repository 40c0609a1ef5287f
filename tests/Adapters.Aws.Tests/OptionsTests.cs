using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Adapters.Aws.Channels;
using TmuxBuilder.Adapters.Aws.Doorbells;
using TmuxBuilder.Adapters.Aws.Files;
using TmuxBuilder.Adapters.Aws.Mailing;
using TmuxBuilder.Adapters.Aws.Sites;
using TmuxBuilder.Adapters.Aws.Tenants;

namespace TmuxBuilder.Adapters.Aws.Tests;

public sealed class OptionsTests
{
    private static readonly AwsOptions Right = new()
    {
        Region = "eu-central-1",
        Account = "123456789012",
        Doorbell = new DoorbellOptions { QueueUrl = new Uri("https://sqs.eu-central-1.amazonaws.com/123456789012/q") },
        Blobs = new BlobOptions { Bucket = "blobs" },
        Sockets = new SocketOptions { Endpoint = new Uri("https://a1.execute-api.eu-central-1.amazonaws.com/live") },
        Mail = new MailOptions { Host = "mail.example.com", From = "Tea <tea@example.com>" },
        Tenants = new TenantOptions
        {
            Access = TenantAccess.Environment,
            BoundaryArn = "arn:aws:iam::123456789012:policy/boundary",
            SealingKey = Convert.ToBase64String(new byte[32]),
        },
        Sites = new SiteOptions
        {
            Domain = "sites.example.com",
            CertificateArn = "arn:aws:acm:us-east-1:123456789012:certificate/ab-12",
        },
    };

    public static TheoryData<string, Func<AwsOptions, AwsOptions>> Mistakes() => new()
    {
        { "Region is ''", options => options with { Region = "" } },
        { "Region is 'EU'", options => options with { Region = "EU" } },
        { "Account is '12'", options => options with { Account = "12" } },
        { "Stage is 'A_b'", options => options with { Stage = "A_b" } },
        { "Doorbell.QueueUrl is ''", options => options with { Doorbell = new DoorbellOptions() } },
        { "Blobs.Bucket is ''", options => options with { Blobs = new BlobOptions() } },
        { "Sockets.Endpoint is ''", options => options with { Sockets = new SocketOptions() } },
        { "through a CDN", options => With(options, "https://d1.cloudfront.net/live") },
        { "through a CDN", options => With(options, "https://a1.execute-api.eu-central-1.amazonaws.com/") },
        { "through a CDN", options => With(options, "http://a1.execute-api.eu-central-1.amazonaws.com/live") },
        { "Mail.Host is ''", options => Mailed(options, mail => mail with { Host = "" }) },
        { "in the clear", options => Mailed(options, mail => mail with { Security = MailSecurity.None }) },
        { "Mail.Port is 0", options => Mailed(options, mail => mail with { Port = 0 }) },
        { "Mail.From is ''", options => Mailed(options, mail => mail with { From = "" }) },
        { "Mail.From is 'tea@'", options => Mailed(options, mail => mail with { From = "tea@" }) },
        { "Mail.From is 'Tea <>'", options => Mailed(options, mail => mail with { From = "Tea <>" }) },
        { "Mail.From is 'Tea <tea", options => Mailed(options, mail => mail with { From = "Tea <tea..x@>" }) },
        { "go together", options => Mailed(options, mail => mail with { User = "ada" }) },
        { "Mail.Timeout is", options => Mailed(options, mail => mail with { Timeout = TimeSpan.Zero }) },
        { "Tenants.Path is '/'", options => Let(options, tenants => tenants with { Path = "/" }) },
        { "Tenants.BoundaryArn", options => Let(options, tenants => tenants with { BoundaryArn = "" }) },
        { "Tenants.SealingKey", options => Let(options, tenants => tenants with { SealingKey = "c2hvcnQ=" }) },
        { "Tenants.KeyPatience", options => Let(options, tenants => tenants with { KeyPatience = TimeSpan.Zero }) },
        { "Sites.Domain is 'x'", options => Served(options, sites => sites with { Domain = "x" }) },
        { "Sites.CertificateArn", options => Served(options, sites => sites with { CertificateArn = "" }) },
        { "Sites.CacheFolder", options => Served(options, sites => sites with { CacheFolder = "here" }) },
        { "Sites.AtOnce is 0", options => Served(options, sites => sites with { AtOnce = 0 }) },
        { "Sites.DistributionQuota", options => Served(options, sites => sites with { DistributionQuota = 0 }) },
        { "Sites.RemovalPatience", options => Served(options, sites => sites with { RemovalPatience = default }) },
    };

    [Fact]
    public void Options_that_are_right_are_taken()
    {
        new ServiceCollection().AddAwsAdapters(Right);
        new ServiceCollection().AddAwsAdapters(Right with { Tenants = new TenantOptions(), Sites = new SiteOptions() });
    }

    [Theory]
    [InlineData("tea@example.com")]
    [InlineData("Tea Shop <tea.shop+orders@mail.example.com>")]
    [InlineData("\"Tea, Shop\" <tea@example.com>")]
    [InlineData("Téa <tea@example.com>")]
    public void Mail_may_be_from_whatever_is_an_address(string from) =>
        new ServiceCollection().AddAwsAdapters(Mailed(Right, mail => mail with { From = from }));

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_told_in_a_sentence(string part, Func<AwsOptions, AwsOptions> spoil)
    {
        var mistake = Assert.Throws<ArgumentException>(
            () => new ServiceCollection().AddAwsAdapters(spoil(Right)));

        Assert.Contains(part, mistake.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", mistake.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Environment.NewLine, mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        var mistakes = Assert.Throws<ArgumentException>(() => new ServiceCollection().AddAwsAdapters(new AwsOptions()));

        Assert.Equal(7, mistakes.Message.Split(Environment.NewLine).Length);
    }

    [Fact]
    public void What_is_secret_is_not_told()
    {
        var told = (Right with { Mail = Right.Mail with { Password = "a-password" } }).ToString();

        Assert.DoesNotContain("a-password", told, StringComparison.Ordinal);
        Assert.DoesNotContain(Right.Tenants.SealingKey, told, StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_looks_at_its_own_options_only() => new ServiceCollection().AddAwsDoorbell(
        new AwsOptions { Region = Right.Region, Account = Right.Account, Doorbell = Right.Doorbell });

    private static AwsOptions With(AwsOptions options, string endpoint) =>
        options with { Sockets = new SocketOptions { Endpoint = new Uri(endpoint) } };

    private static AwsOptions Mailed(AwsOptions options, Func<MailOptions, MailOptions> spoil) =>
        options with { Mail = spoil(options.Mail) };

    private static AwsOptions Let(AwsOptions options, Func<TenantOptions, TenantOptions> spoil) =>
        options with { Tenants = spoil(options.Tenants) };

    private static AwsOptions Served(AwsOptions options, Func<SiteOptions, SiteOptions> spoil) =>
        options with { Sites = spoil(options.Sites) };
}
