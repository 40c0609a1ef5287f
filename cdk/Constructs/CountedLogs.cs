using Amazon.CDK.AWS.Logs;
using Constructs;

namespace TmuxBuilder.Cdk.Constructs;

/// <summary>Metrics counted from what programs log; a line's words are the product's, tests hold the two together.</summary>
internal sealed class CountedLogs : Construct
{
    // Patterns of the worker's lines find words of its messages.
    public const string RefusedWords = "the model refused our key";
    public const string MovedWords = "is looked at anew";

    public CountedLogs(Construct scope, string id, string metrics, ILogGroup sweeper, ILogGroup workers)
        : base(scope, id)
    {
        Count(sweeper, StageMetrics.Waiting, FilterPattern.Exists("$.Rung"), "$.Rung");
        Count(sweeper, StageMetrics.WorkersLost, FilterPattern.Exists("$.WorkersLost"), "$.WorkersLost");
        Count(
            sweeper,
            StageMetrics.SweepsFailed,
            FilterPattern.All(FilterPattern.Exists("$.Rung"), FilterPattern.StringValue("$.Failed", "=", "*?*")),
            "1");
        Count(workers, StageMetrics.ModelRefused, FilterPattern.Literal($"\"{RefusedWords}\""), "1");
        Count(workers, StageMetrics.LeasesMoved, FilterPattern.Literal($"\"{MovedWords}\""), "1");
        Count(workers, StageMetrics.WorkerErrors, FilterPattern.StringValue("$.LogLevel", "=", "Error"), "1");

        void Count(ILogGroup log, string name, IFilterPattern pattern, string value) =>
            _ = new MetricFilter(this, name, new MetricFilterProps
            {
                LogGroup = log,
                MetricNamespace = metrics,
                MetricName = name,
                FilterPattern = pattern,
                MetricValue = value,
            });
    }
}
