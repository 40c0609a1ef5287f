using System.Text.RegularExpressions;
using TmuxBuilder.Adapters.Aws;
using TmuxBuilder.Adapters.Aws.Tenants;
using TmuxBuilder.Core.Requests;

namespace TmuxBuilder.Cdk;

/// <summary>
/// Everything that a stage may choose, as <c>cdk/stages/NAME.json</c> says it; what is left out is as here.
/// docs/operations.md lists it.
/// </summary>
public sealed partial record StageSettings
{
    /// <summary>Begins all names; the longest leaves room for a bucket's account and region.</summary>
    public string Stage { get; init; } = new AwsOptions().Stage;

    /// <summary>The host people reach the platform at; empty for the CDN's own.</summary>
    public string Domain { get; init; } = "";

    /// <summary>The certificate of <see cref="Domain"/>, in us-east-1.</summary>
    public string CertificateArn { get; init; } = "";

    /// <summary>Origins that may call the API and show a session in a frame.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    public Onboarding Onboarding { get; init; } = Onboarding.Approval;

    /// <summary>The mail server; empty for SES of the stage's region.</summary>
    public string MailHost { get; init; } = "";

    /// <summary>The account at the mail server; its password is a secret.</summary>
    public string MailUser { get; init; } = "";

    /// <summary>The sender of all mail.</summary>
    public string MailFrom { get; init; } = "";

    /// <summary>Whether agents get keys of AWS.</summary>
    public TenantAccess TenantsAccess { get; init; } = TenantAccess.None;

    /// <summary>Sites are at names below it; empty for the CDN's own.</summary>
    public string SitesDomain { get; init; } = "";

    public string SitesCertificateArn { get; init; } = "";

    /// <summary>Who builds: <c>claude</c> with a model's key, or <c>demo</c> with none.</summary>
    public string Agent { get; init; } = "claude";

    public string ClaudeModel { get; init; } = "";

    /// <summary>Hosts that agents may reach.</summary>
    public IReadOnlyList<string> AllowHosts { get; init; } = [];

    /// <summary>The pinned image of Debian 12, which <c>./deploy</c> looks up once.</summary>
    public string WorkerImage { get; init; } = "";

    public string WorkerType { get; init; } = "m7i.large";

    public int WorkerDiskGiB { get; init; } = 60;

    public int WorkersMin { get; init; } = 1;

    public int WorkersMax { get; init; } = 4;

    public int AgentsPerWorker { get; init; } = 4;

    /// <summary>0: workers have public addresses and no way in. More: they have none, behind so many gateways.</summary>
    public int NatGateways { get; init; }

    public int LogDays { get; init; } = 30;

    /// <summary>Who is told of alarms; empty for nobody.</summary>
    public string AlarmEmail { get; init; } = "";

    public int MonthlyBudgetUsd { get; init; } = 200;

    /// <summary>Raised after a secret was changed, so that functions and the CDN take it over.</summary>
    public int SecretsRevision { get; init; } = 1;

    /// <summary>Whether what holds state stays when its stack goes.</summary>
    public bool Retain { get; init; } = true;

    /// <summary>What is wrong, a sentence each.</summary>
    /// <param name="deploying">Whether it is to be deployed, or only looked at.</param>
    public IEnumerable<string> Mistakes(bool deploying) => [.. Names(), .. Numbers(), .. deploying ? Unready() : []];

    private IEnumerable<string> Names()
    {
        if (!StagePattern().IsMatch(Stage))
        {
            yield return $"Stage is '{Stage}'; it begins names of buckets, so it has 1 to 24 lower-case letters, digits "
                + "and single hyphens between them.";
        }

        if (Domain.Length > 0 != CertificateArn.Length > 0)
        {
            yield return "Domain and CertificateArn go together; without a certificate the CDN refuses the name.";
        }

        if (SitesDomain.Length > 0 != SitesCertificateArn.Length > 0)
        {
            yield return "SitesDomain and SitesCertificateArn go together; without a certificate no site can be opened.";
        }

        foreach (var arn in new[] { CertificateArn, SitesCertificateArn }.Where(arn => arn.Length > 0))
        {
            if (!arn.StartsWith("arn:aws:acm:us-east-1:", StringComparison.Ordinal))
            {
                yield return $"'{arn}' is no certificate of us-east-1, and the CDN takes no others.";
            }
        }

        foreach (var origin in Origins.Where(origin => !OriginPattern().IsMatch(origin)))
        {
            yield return $"Origins has '{origin}'; it takes origins such as https://parent.example.com.";
        }

        if (!MailFrom.Contains('@', StringComparison.Ordinal))
        {
            yield return $"MailFrom is '{MailFrom}'; without a sender's address nobody gets a link.";
        }

        if (Agent is not ("claude" or "demo"))
        {
            yield return $"Agent is '{Agent}'; workers have claude and demo.";
        }

        if (WorkerImage.Length > 0 && !ImagePattern().IsMatch(WorkerImage))
        {
            yield return $"WorkerImage is '{WorkerImage}'; an image's id looks like ami-0123456789abcdef0.";
        }
    }

    private IEnumerable<string> Numbers()
    {
        if (WorkersMin < 1 || WorkersMax < WorkersMin)
        {
            yield return $"WorkersMin is {WorkersMin} and WorkersMax {WorkersMax}; with less than one worker nothing is "
                + "ever built.";
        }

        if (AgentsPerWorker is < 1 or > 64)
        {
            yield return $"AgentsPerWorker is {AgentsPerWorker}; a worker has 1 to 64.";
        }

        if (WorkerDiskGiB is < 20 or > 16_384)
        {
            yield return $"WorkerDiskGiB is {WorkerDiskGiB}; below 20 the image and a session's packages do not fit.";
        }

        if (NatGateways is < 0 or > 2)
        {
            yield return $"NatGateways is {NatGateways}; there are two zones, so it takes 0, 1 or 2.";
        }

        if (!LogRetention.All.ContainsKey(LogDays))
        {
            yield return $"LogDays is {LogDays}; the service takes {string.Join(", ", LogRetention.All.Keys.Order())}.";
        }

        if (MonthlyBudgetUsd < 1)
        {
            yield return $"MonthlyBudgetUsd is {MonthlyBudgetUsd}; it takes whole dollars, from 1 on.";
        }
    }

    private IEnumerable<string> Unready()
    {
        if (MailFrom.Contains("example.com", StringComparison.Ordinal))
        {
            yield return $"MailFrom is still the example '{MailFrom}'; put a sender that your mail server takes into "
                + $"cdk/stages/{Stage}.json.";
        }

        if (WorkerImage.Length == 0)
        {
            yield return "WorkerImage is not set; workers would change under you with every new image of Debian.";
        }
    }

    [GeneratedRegex(@"^(?=.{1,24}\z)[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex StagePattern();

    [GeneratedRegex(@"^https://[a-z0-9.-]+(:\d+)?\z")]
    private static partial Regex OriginPattern();

    [GeneratedRegex(@"^ami-[0-9a-f]{8,17}\z")]
    private static partial Regex ImagePattern();
}
