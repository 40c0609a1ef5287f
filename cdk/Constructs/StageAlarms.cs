using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.CloudWatch.Actions;
using Amazon.CDK.AWS.SNS;
using Constructs;
using TmuxBuilder.Adapters.Aws.Metrics;
using TmuxBuilder.Cdk.Stacks;

namespace TmuxBuilder.Cdk.Constructs;

/// <summary>What somebody has to look at. Each alarm's name is a heading of docs/operations.md.</summary>
internal sealed class StageAlarms : Construct
{
    private readonly List<Alarm> alarms = [];
    private readonly StageContext stage;
    private readonly Topic topic;

    public StageAlarms(
        Construct scope, string id, StageContext stage, Topic topic, DataStack data, ControlPlaneStack control)
        : base(scope, id)
    {
        (this.stage, this.topic) = (stage, topic);
        var metrics = new StageMetrics(stage);
        Add("turns-stuck", metrics.Load(), 1, 30, "Sessions wait for half an hour with every agent taken");
        Add(
            "no-worker",
            metrics.WorkersInService(),
            1,
            10,
            "Fewer workers than one are in service",
            ComparisonOperator.LESS_THAN_THRESHOLD,
            TreatMissingData.BREACHING);
        Add(
            "doorbells-unheard",
            data.Doorbell.Queue.MetricApproximateAgeOfOldestMessage(Every(1)),
            300,
            5,
            "Nobody listens to the queue of doorbells");
        Add("doorbells-dead", Dead(data.Doorbell), 1, 1, "Doorbells were put aside that no worker took");
        Add("greetings-dead", Dead(control.Greetings), 1, 1, "Sockets were never greeted");
        foreach (var (name, function) in new[]
        {
            ("api", control.Api), ("sockets", control.Sockets), ("sweeper", control.Sweeper),
        })
        {
            Add($"{name}-errors", function.Function.MetricErrors(Every(5)), 3, 2, $"The function {name} breaks down");
            Add($"{name}-throttled", function.Function.MetricThrottles(Every(5)), 1, 2, $"Calls of {name} are refused");
        }

        Add(
            "sweeps-missing",
            control.Sweeper.Function.MetricInvocations(Every(5)),
            1,
            2,
            "Nothing that is due by time alone is done",
            ComparisonOperator.LESS_THAN_THRESHOLD,
            TreatMissingData.BREACHING);
        Add(
            "sweeps-failing",
            metrics.Of(MetricNames.SweepStepsFailed, "Sum"),
            1,
            5,
            "A step of the sweep fails each time");
        Add("workers-lost", metrics.Of(MetricNames.WorkersLost), 1, 3, "A worker's heart stands still");
        Add(
            "lease-churn",
            metrics.Of(StageMetrics.LeasesMoved, "Sum").With(new MetricOptions { Period = Duration.Minutes(5) }),
            20,
            2,
            "Sessions move from worker to worker");
        Add("agent-sign-in", metrics.Of(StageMetrics.ModelRefused, "Sum"), 1, 1, "The model refuses our key");
        Add(
            "worker-errors",
            metrics.Of(StageMetrics.WorkerErrors, "Sum").With(new MetricOptions { Period = Duration.Minutes(5) }),
            10,
            2,
            "Workers log errors");
        AddTables(data.Tables);
    }

    public IReadOnlyList<Alarm> All => alarms;

    private static MetricOptions Every(int minutes) => new() { Period = Duration.Minutes(minutes) };

    private static Metric Dead(DeadLetteredQueue queue) =>
        queue.Dead.MetricApproximateNumberOfMessagesVisible(new MetricOptions
        {
            Period = Duration.Minutes(1),
            Statistic = "Maximum",
        });

    private void AddTables(StateTables tables)
    {
        foreach (var (name, table) in new[] { ("table", tables.Main), ("ledger", tables.Resources) })
        {
            Add(
                $"{name}-throttled",
                table.Metric("ThrottledRequests", new MetricOptions
                {
                    Period = Duration.Minutes(5),
                    Statistic = "Sum",
                }),
                10,
                2,
                $"DynamoDB refuses calls of the {name} for want of capacity");
        }
    }

    private void Add(
        string name,
        IMetric metric,
        double threshold,
        int periods,
        string description,
        ComparisonOperator comparison = ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        TreatMissingData missing = TreatMissingData.NOT_BREACHING)
    {
        var alarm = new Alarm(this, name, new AlarmProps
        {
            AlarmName = stage.Names.Stack(name),
            AlarmDescription = $"{description}. See docs/operations.md, {name}.",
            Metric = metric,
            Threshold = threshold,
            EvaluationPeriods = periods,
            ComparisonOperator = comparison,
            TreatMissingData = missing,
        });
        alarm.AddAlarmAction(new SnsAction(topic));
        alarm.AddOkAction(new SnsAction(topic));
        alarms.Add(alarm);
    }
}
