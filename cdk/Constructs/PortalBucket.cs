using Amazon.CDK;
using Amazon.CDK.AWS.S3;
using Constructs;

namespace TmuxBuilder.Cdk.Constructs;

/// <summary>Where the portal's files lie; <c>./deploy</c> puts them there, only the CDN reads them.</summary>
internal sealed class PortalBucket : Construct
{
    public PortalBucket(Construct scope, string id, StageNames names)
        : base(scope, id)
    {
        Bucket = new Bucket(this, "Bucket", new BucketProps
        {
            BucketName = names.Bucket("portal"),
            BlockPublicAccess = BlockPublicAccess.BLOCK_ALL,
            ObjectOwnership = ObjectOwnership.BUCKET_OWNER_ENFORCED,
            Encryption = BucketEncryption.S3_MANAGED,
            EnforceSSL = true,
            MinimumTLSVersion = 1.2,

            // Built anew from source; ./deploy --destroy empties it first.
            RemovalPolicy = RemovalPolicy.DESTROY,
        });
    }

    public Bucket Bucket { get; }
}
