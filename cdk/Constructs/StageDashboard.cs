using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Constructs;
using TmuxBuilder.Cdk.Stacks;

namespace TmuxBuilder.Cdk.Constructs;

/// <summary>The stage at a glance: what is wrong, what waits, what answers, what it takes.</summary>
internal sealed class StageDashboard : Construct
{
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
            Graph("Sessions with work", metrics.Of(StageMetrics.Waiting)),
            Graph("Workers in service, load", metrics.WorkersInService(), metrics.Load()),
            Graph("Doorbells", data.Doorbell.Queue.MetricApproximateNumberOfMessagesVisible()));
        dashboard.AddWidgets(
            Graph("Calls of functions", [.. functions.Select(one => one.MetricInvocations())]),
            Graph("Their time, 99 %", [.. functions.Select(one =>
                one.MetricDuration(new MetricOptions { Statistic = "p99" }))]),
            Graph("Their errors", [.. functions.Select(one => one.MetricErrors())]));
        dashboard.AddWidgets(
            Graph("Sessions that moved", metrics.Of(StageMetrics.LeasesMoved, "Sum")),
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
