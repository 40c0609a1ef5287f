using Amazon.CDK.AWS.Logs;
using Constructs;

namespace TmuxBuilder.Cdk.Constructs;

/// <summary>
/// Metrics counted from what programs log; a line's words are the product's, tests hold the two together.
/// </summary>
internal sealed class CountedLogs : Construct
{
    // Patterns of the worker's lines find words of its messages.
    public const string RefusedWords = "the model refused our key";
    public const string MovedWords = "is looked at anew";

    public CountedLogs(Construct scope, string id, string metrics, ILogGroup workers)
        : base(scope, id)
    {
        Count(StageMetrics.ModelRefused, FilterPattern.Literal($"\"{RefusedWords}\""));
        Count(StageMetrics.LeasesMoved, FilterPattern.Literal($"\"{MovedWords}\""));
        Count(StageMetrics.WorkerErrors, FilterPattern.StringValue("$.LogLevel", "=", "Error"));

        void Count(string name, IFilterPattern pattern) =>
            _ = new MetricFilter(this, name, new MetricFilterProps
            {
                LogGroup = workers,
                MetricNamespace = metrics,
                MetricName = name,
                FilterPattern = pattern,
                MetricValue = "1",
            });
    }
}
