using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;

namespace TmuxBuilder.Cdk;

/// <summary>Metrics of the stage's own, which its logs are counted into.</summary>
internal sealed class StageMetrics(StageContext stage)
{
    /// <summary>Sessions with a turn or command that is not done, once a minute.</summary>
    public const string Waiting = "SessionsWithWork";

    public const string SweepsFailed = "SweepStepsFailed";
    public const string WorkersLost = "WorkersLost";
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
        Expression = $"FILL(waiting, 0) / (MAX([FILL(workers, 0), 1]) * {stage.Settings.AgentsPerWorker})",
        Label = "Load",
        Period = Duration.Minutes(1),
        UsingMetrics = new Dictionary<string, IMetric> { ["waiting"] = Of(Waiting), ["workers"] = WorkersInService() },
    });
}
