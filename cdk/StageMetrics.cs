using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using TmuxBuilder.Adapters.Aws.Metrics;

namespace TmuxBuilder.Cdk;

/// <summary>
/// Metrics of the stage's own: those that programs write (<see cref="MetricNames"/>), and these, which their logs are
/// counted into.
/// </summary>
internal sealed class StageMetrics(StageContext stage)
{
    public const string ModelRefused = "ModelRefusedOurKey";
    public const string LeasesMoved = "LeasesMoved";
    public const string WorkerErrors = "WorkerErrors";

    public Metric Of(string name, string statistic = "Maximum") => new(new MetricProps
    {
        Namespace = stage.Names.Metrics,
        MetricName = name,
        Statistic = statistic,
        Period = Duration.Minutes(1),
    });

    /// <summary>One of a metric's series that differ by a dimension.</summary>
    public Metric Of(string name, string dimension, string value, string statistic) => new(new MetricProps
    {
        Namespace = stage.Names.Metrics,
        MetricName = name,
        DimensionsMap = new Dictionary<string, string> { [dimension] = value },
        Statistic = statistic,
        Period = Duration.Minutes(1),
        Label = value,
    });

    public Metric WorkersInService() => new(new MetricProps
    {
        Namespace = "AWS/AutoScaling",
        MetricName = "GroupInServiceInstances",
        DimensionsMap = new Dictionary<string, string> { ["AutoScalingGroupName"] = stage.Names.Workers },
        Statistic = "Average",
        Period = Duration.Minutes(1),
    });

    /// <summary>Sessions with work by the agents there are; 1 is a full house.</summary>
    public MathExpression Load() => new(new MathExpressionProps
    {
        Expression = "FILL(waiting, 0) / (IF(FILL(workers, 0) > 0, FILL(workers, 0), 1) * "
            + $"{stage.Settings.AgentsPerWorker})",
        Label = "Load",
        Period = Duration.Minutes(1),
        UsingMetrics = new Dictionary<string, IMetric>
        {
            ["waiting"] = Of(MetricNames.SessionsWithWork),
            ["workers"] = WorkersInService(),
        },
    });
}
