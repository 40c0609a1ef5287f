using Amazon.CDK;
using Amazon.CDK.AWS.AutoScaling;
using Amazon.CDK.AWS.CloudWatch;
using Constructs;
using AdjustmentType = Amazon.CDK.AWS.AutoScaling.AdjustmentType;
using BasicStepScalingPolicyProps = Amazon.CDK.AWS.AutoScaling.BasicStepScalingPolicyProps;
using ScalingInterval = Amazon.CDK.AWS.AutoScaling.ScalingInterval;

namespace TmuxBuilder.Cdk.Constructs;

/// <summary>
/// As many workers as sessions with work need: load is those sessions by the agents that workers in service have.
/// </summary>
internal sealed class WorkerScaling : Construct
{
    public WorkerScaling(Construct scope, string id, StageContext stage, AutoScalingGroup group)
        : base(scope, id)
    {
        var load = new StageMetrics(stage).Load();
        group.ScaleOnMetric("Out", new BasicStepScalingPolicyProps
        {
            Metric = load,
            AdjustmentType = AdjustmentType.CHANGE_IN_CAPACITY,
            ScalingSteps =
            [
                new ScalingInterval { Lower = 0.9, Upper = 1.5, Change = 1 },
                new ScalingInterval { Lower = 1.5, Change = 2 },
                new ScalingInterval { Upper = 0, Change = 0 },
            ],
            EvaluationPeriods = 2,
            EstimatedInstanceWarmup = Duration.Minutes(8),
        });

        // A quarter of an hour with room to spare, so that a pause between two messages costs nobody a move.
        group.ScaleOnMetric("In", new BasicStepScalingPolicyProps
        {
            Metric = load,
            AdjustmentType = AdjustmentType.CHANGE_IN_CAPACITY,
            ScalingSteps =
            [
                new ScalingInterval { Upper = 0.4, Change = -1 },
                new ScalingInterval { Lower = 100, Change = 0 },
            ],
            EvaluationPeriods = 15,
        });
    }
}
