using Amazon.CDK;
using TmuxBuilder.Adapters.Aws.DynamoDb;
using TmuxBuilder.Adapters.Aws.Metrics;

namespace TmuxBuilder.Cdk;

/// <summary>
/// Names that are known before anything is made. None of a bucket begins with <c>tmux-</c>: those are sites', which
/// workers may make and remove.
/// </summary>
/// <param name="stage">The stage's name.</param>
internal sealed class StageNames(string stage)
{
    public string Stage => stage;

    public string Stack(string part) => $"{stage}-{part}";

    /// <summary>The stage's own name in place of the one that the tables are called after.</summary>
    public string Table(TableDefinition table) => stage + table.Name[TableDefinition.Main.Name.Length..];

    /// <summary>Of all accounts and regions, this one's.</summary>
    public string Bucket(string purpose) => $"{purpose}-{stage}-{Aws.ACCOUNT_ID}-{Aws.REGION}";

    /// <summary>Before settings of workers in Parameter Store.</summary>
    public string SettingsPath => $"/{stage}";

    public string Secret(string name) => $"{stage}/{name}";

    public string Workers => $"{stage}-workers";

    public string LogGroup(string program) => $"/{stage}/{program}";

    /// <summary>The path of sessions' users of IAM.</summary>
    public string TenantsPath => $"/{stage}/";

    public string Metrics => MetricNames.NamespaceOf(stage);
}
