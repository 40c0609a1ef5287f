using System.Text.Json;
using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Constructs;
using TmuxBuilder.Adapters.Aws.Tenants;

namespace TmuxBuilder.Cdk.Constructs;

/// <summary>The policy that no session's identity gets past (docs/adr/0019), written by the code that writes theirs.</summary>
internal sealed class TenantBoundary : Construct
{
    public TenantBoundary(Construct scope, string id, StageNames names)
        : base(scope, id) =>
        _ = new CfnManagedPolicy(this, "Policy", new CfnManagedPolicyProps
        {
            ManagedPolicyName = NameOf(names),
            Description = "What no session's own identity gets past",
            PolicyDocument = PolicyDocument.FromJson(
                JsonSerializer.Deserialize<Dictionary<string, object>>(TenantPolicy.Boundary(Aws.ACCOUNT_ID))!),
        });

    /// <summary>Made of its name, so that who needs it does not need the stack that makes it.</summary>
    public static string ArnOf(StageNames names) =>
        $"arn:{Aws.PARTITION}:iam::{Aws.ACCOUNT_ID}:policy/{NameOf(names)}";

    private static string NameOf(StageNames names) => names.Stack("tenant-boundary");
}
