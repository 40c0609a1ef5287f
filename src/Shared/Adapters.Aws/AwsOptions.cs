using System.Text.RegularExpressions;
using TmuxBuilder.Adapters.Aws.Channels;
using TmuxBuilder.Adapters.Aws.Doorbells;
using TmuxBuilder.Adapters.Aws.DynamoDb;
using TmuxBuilder.Adapters.Aws.Files;
using TmuxBuilder.Adapters.Aws.Mailing;
using TmuxBuilder.Adapters.Aws.Sites;
using TmuxBuilder.Adapters.Aws.Tenants;

namespace TmuxBuilder.Adapters.Aws;

/// <summary>Where a stage's parts are on AWS. Each adapter checks what it needs of it when it is added.</summary>
public sealed partial record AwsOptions
{
    /// <summary>Where everything but the CDN is, like <c>eu-central-1</c>.</summary>
    public string Region { get; init; } = "";

    /// <summary>The account's 12 digits.</summary>
    public string Account { get; init; } = "";

    /// <summary>
    /// Begins the names of what a stage makes outside its stack: 1–32 lower-case letters, digits and hyphens; default
    /// <c>tmux-builder</c>. Two stages of one account need two.
    /// </summary>
    public string Stage { get; init; } = "tmux-builder";

    public DynamoDbOptions DynamoDb { get; init; } = new();

    public DoorbellOptions Doorbell { get; init; } = new();

    public BlobOptions Blobs { get; init; } = new();

    public SocketOptions Sockets { get; init; } = new();

    public MailOptions Mail { get; init; } = new();

    public TenantOptions Tenants { get; init; } = new();

    public SiteOptions Sites { get; init; } = new();

    /// <summary>Refuses options that an adapter cannot work with.</summary>
    /// <param name="mistakes">What is wrong with its own part, a sentence each.</param>
    /// <exception cref="ArgumentException">With a sentence for every mistake.</exception>
    internal void Check(IEnumerable<string> mistakes)
    {
        string[] all = [.. Mistakes(), .. mistakes];
        if (all.Length > 0)
        {
            throw new ArgumentException(string.Join(Environment.NewLine, all));
        }
    }

    private IEnumerable<string> Mistakes()
    {
        if (!RegionPattern().IsMatch(Region))
        {
            yield return $"Region is '{Region}'; it has to be one of AWS, like eu-central-1.";
        }

        if (!AccountPattern().IsMatch(Account))
        {
            yield return $"Account is '{Account}'; an account of AWS has 12 digits.";
        }

        if (!StagePattern().IsMatch(Stage))
        {
            yield return $"Stage is '{Stage}'; it begins names, so it has 1 to 32 lower-case letters, digits and "
                + "single hyphens between them.";
        }
    }

    [GeneratedRegex(@"^[a-z]{2}(-[a-z]+)+-\d\z")]
    private static partial Regex RegionPattern();

    [GeneratedRegex(@"^\d{12}\z")]
    private static partial Regex AccountPattern();

    [GeneratedRegex(@"^(?=.{1,32}\z)[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex StagePattern();
}
