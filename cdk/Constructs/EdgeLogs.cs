using Amazon.CDK;
using Amazon.CDK.AWS.Logs;
using Amazon.CDK.AWS.S3;
using Constructs;
using Distribution = Amazon.CDK.AWS.CloudFront.Distribution;

namespace TmuxBuilder.Cdk.Constructs;

/// <summary>
/// The CDN's access log, with the fields that hold no path, query, referrer or cookie. It can only be made in us-east-1.
/// </summary>
internal sealed class EdgeLogs : Construct
{
    private static readonly string[] Fields =
    [
        "date", "time", "x-edge-location", "sc-bytes", "c-ip", "cs-method", "sc-status", "x-edge-result-type",
        "x-edge-request-id", "cs-protocol", "time-taken", "ssl-protocol", "time-to-first-byte",
    ];

    public EdgeLogs(Construct scope, string id, string stage, Distribution distribution, Bucket logs)
        : base(scope, id)
    {
        var possible = new CfnCondition(this, "Possible", new CfnConditionProps
        {
            Expression = Fn.ConditionEquals(Aws.REGION, "us-east-1"),
        });
        var source = new CfnDeliverySource(this, "Source", new CfnDeliverySourceProps
        {
            Name = $"{stage}-cdn",
            LogType = "ACCESS_LOGS",
            ResourceArn = $"arn:{Aws.PARTITION}:cloudfront::{Aws.ACCOUNT_ID}:distribution/{distribution.DistributionId}",
        });
        var destination = new CfnDeliveryDestination(this, "Destination", new CfnDeliveryDestinationProps
        {
            Name = $"{stage}-cdn",
            DestinationResourceArn = logs.BucketArn,
        });
        destination.AddPropertyOverride("OutputFormat", "json");
        var delivery = new CfnDelivery(this, "Delivery", new CfnDeliveryProps
        {
            DeliverySourceName = source.Name,
            DeliveryDestinationArn = destination.AttrArn,
        });
        delivery.AddPropertyOverride("RecordFields", Fields);
        delivery.AddDependency(source);
        foreach (var part in new CfnResource[] { source, destination, delivery })
        {
            part.CfnOptions.Condition = possible;
        }
    }
}
