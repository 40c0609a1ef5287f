using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Constructs;
using TmuxBuilder.Adapters.Aws.Metrics;
using TmuxBuilder.Cdk.Stacks;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Cdk.Constructs;

/// <summary>The stage at a glance: what is wrong, what waits, what answers, what it takes.</summary>
internal sealed class StageDashboard : Construct
{
    private static readonly string[] Outcomes =
    [
        .. new[] { TurnState.Done, TurnState.Failed, TurnState.Cancelled, TurnState.TimedOut }
            .Select(state => state.Wire),
    ];

    public StageDashboard(
        Construct scope, string id, StageContext stage, StageAlarms alarms, DataStack data, ControlPlaneStack control)
        : base(scope, id)
    {
        var metrics = new StageMetrics(stage);
        var functions = new[] { control.Api.Function, control.Sockets.Function, control.Sweeper.Function };
        var dashboard = new Dashboard(this, "Dashboard", new DashboardProps { DashboardName = stage.Settings.Stage });
        dashboard.AddWidgets(new AlarmStatusWidget(new AlarmStatusWidgetProps
        {
            Title = "Alarms",
            Width = 24,
            Height = 4,
            Alarms = [.. alarms.All],
        }));
        dashboard.AddWidgets(
            Graph(
                "Sessions with work, turns that wait",
                metrics.Of(MetricNames.SessionsWithWork),
                metrics.Of(MetricNames.PendingTurns)),
            Graph("Workers in service, load", metrics.WorkersInService(), metrics.Load()),
            Graph("Doorbells", data.Doorbell.Queue.MetricApproximateNumberOfMessagesVisible()));
        dashboard.AddWidgets(
            Graph("Oldest turn that waits, seconds", metrics.Of(MetricNames.OldestPendingAge)),
            Graph(
                "Agents at work, places, workers",
                metrics.Of(MetricNames.AgentsAtWork),
                metrics.Of(MetricNames.Places),
                metrics.Of(MetricNames.Workers)),
            Graph("Turns that ended", [.. Outcomes.Select(outcome =>
                metrics.Of(MetricNames.TurnsEnded, "Outcome", outcome, "Sum"))]));
        dashboard.AddWidgets(
            Graph(
                "From message to Enter, seconds",
                metrics.Of(MetricNames.EnterDelay, "p50"),
                metrics.Of(MetricNames.EnterDelay, "p99")),
            Graph("A turn's time, seconds", metrics.Of(MetricNames.TurnDuration, "p50")),
            Graph("What the model costs, US dollars", metrics.Of(MetricNames.ModelCost, "Sum")));
        dashboard.AddWidgets(
            Graph("Calls of functions", [.. functions.Select(one => one.MetricInvocations())]),
            Graph("Their time, 99 %", [.. functions.Select(one =>
                one.MetricDuration(new MetricOptions { Statistic = "p99" }))]),
            Graph("Their errors", [.. functions.Select(one => one.MetricErrors())]));
        dashboard.AddWidgets(
            Graph(
                "Sessions that moved",
                metrics.Of(MetricNames.TakeOvers, "Sum"),
                metrics.Of(MetricNames.HandOvers, "Sum"),
                metrics.Of(StageMetrics.LeasesMoved, "Sum")),
            Graph("Errors of workers", metrics.Of(StageMetrics.WorkerErrors, "Sum")),
            Graph("Units of the table", data.Tables.Main.MetricConsumedReadCapacityUnits(),
                data.Tables.Main.MetricConsumedWriteCapacityUnits()));
    }

    private static GraphWidget Graph(string title, params IMetric[] left) => new(new GraphWidgetProps
    {
        Title = title,
        Width = 8,
        Height = 6,
        Left = left,
    });
}
