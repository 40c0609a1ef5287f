using System.Text.Json;
using Amazon.CDK;
using Amazon.CDK.AWS.S3;
using Constructs;
using TmuxBuilder.Core.Portal;

namespace TmuxBuilder.Cdk.Constructs;

/// <summary>What the CDN decides by itself: where a path leads, and who may show the portal in a frame.</summary>
internal sealed class PortalEdge : Construct
{
    public PortalEdge(Construct scope, string id, StageSettings settings, Bucket blobs)
        : base(scope, id)
    {
        Routes = new EdgeFunction(
            this,
            "Routes",
            "routes",
            "The portal's page of each route",
            new Dictionary<string, string>
            {
                ["PAGES"] = JsonSerializer.Serialize(PortalPage.Routes),
                ["EMBED"] = PortalPage.Embed,
            });
        Sockets = new EdgeFunction(
            this,
            "Sockets",
            "sockets",
            "A socket's id from its path into its query",
            new Dictionary<string, string> { ["STAGE"] = Gateways.SocketsStage });
        Frames = new EdgeFunction(
            this,
            "Frames",
            "frames",
            "What the portal's page may load, and whose frames it may be in",
            new Dictionary<string, string>
            {
                ["POLICY"] = Policy(blobs),
                ["EMBED"] = PortalPage.Embed,
                ["ANCESTORS"] = PortalPage.Ancestors(isEmbed: true, settings.Origins),
                ["NONE"] = PortalPage.Ancestors(isEmbed: false, settings.Origins),
            });
    }

    public EdgeFunction Routes { get; }

    public EdgeFunction Sockets { get; }

    public EdgeFunction Frames { get; }

    /// <summary>Beside its own host, the page speaks to the bucket of uploads and to where admins sign in.</summary>
    private static string Policy(Bucket blobs) => PortalPage.Policy(
        $"https://{blobs.BucketName}.s3.{Aws.REGION}.{Aws.URL_SUFFIX}",
        $"https://{blobs.BucketName}.s3.{Aws.URL_SUFFIX}",
        $"https://cognito-idp.{Aws.REGION}.{Aws.URL_SUFFIX}",
        $"https://*.auth.{Aws.REGION}.amazoncognito.com");
}
