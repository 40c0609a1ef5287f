using Amazon.CDK.AWS.Budgets;
using Constructs;

namespace TmuxBuilder.Cdk.Constructs;

/// <summary>What a month may cost; told at four fifths, at all of it, and when it is foreseen.</summary>
internal sealed class StageBudget : Construct
{
    public StageBudget(Construct scope, string id, StageSettings settings)
        : base(scope, id) =>
        _ = new CfnBudget(this, "Budget", new CfnBudgetProps
        {
            Budget = new CfnBudget.BudgetDataProperty
            {
                BudgetName = settings.Stage,
                BudgetType = "COST",
                TimeUnit = "MONTHLY",
                BudgetLimit = new CfnBudget.SpendProperty { Amount = settings.MonthlyBudgetUsd, Unit = "USD" },
            },
            NotificationsWithSubscribers = settings.AlarmEmail.Length == 0
                ? null
                : new object[] { At(80, "ACTUAL"), At(100, "ACTUAL"), At(100, "FORECASTED") }
                    .Select(one => (object)new CfnBudget.NotificationWithSubscribersProperty
                    {
                        Notification = one,
                        Subscribers = new object[]
                        {
                            new CfnBudget.SubscriberProperty
                            {
                                SubscriptionType = "EMAIL",
                                Address = settings.AlarmEmail,
                            },
                        },
                    }).ToArray(),
        });

    private static CfnBudget.NotificationProperty At(double percent, string kind) => new()
    {
        ComparisonOperator = "GREATER_THAN",
        NotificationType = kind,
        Threshold = percent,
        ThresholdType = "PERCENTAGE",
    };
}
