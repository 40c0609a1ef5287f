using System.Text;
using Amazon.CloudFront;
using Amazon.CloudFront.Model;

namespace TmuxBuilder.AwsSdk.Tests;

internal static partial class Calls
{
    private const string Arn = "arn:aws:cloudfront::123456789012:distribution/E1";

    private static Dictionary<string, Func<Loopback, Task>> CloudFront { get; } = new()
    {
        ["CreateDistribution"] = l => l.CloudFront().CreateDistributionAsync(
            new CreateDistributionRequest { DistributionConfig = Distribution() }, Token),
        ["CreateDistributionWithTags"] = l => l.CloudFront().CreateDistributionWithTagsAsync(
            new CreateDistributionWithTagsRequest
            {
                DistributionConfigWithTags = new DistributionConfigWithTags
                {
                    DistributionConfig = Distribution(),
                    Tags = Tags(),
                },
            },
            Token),
        ["GetDistribution"] = l => l.CloudFront().GetDistributionAsync(new GetDistributionRequest { Id = "E1" }, Token),
        ["GetDistributionConfig"] = l => l.CloudFront().GetDistributionConfigAsync(
            new GetDistributionConfigRequest { Id = "E1" }, Token),
        ["UpdateDistribution"] = l => l.CloudFront().UpdateDistributionAsync(
            new UpdateDistributionRequest { Id = "E1", IfMatch = "E2ETAG", DistributionConfig = Distribution() },
            Token),
        ["DeleteDistribution"] = l => l.CloudFront().DeleteDistributionAsync(
            new DeleteDistributionRequest { Id = "E1", IfMatch = "E2ETAG" }, Token),
        ["ListDistributions"] = l => l.CloudFront().ListDistributionsAsync(
            new ListDistributionsRequest { Marker = "E1/+=", MaxItems = "10" }, Token),
        ["ListDistributions from the start"] = l => l.CloudFront().ListDistributionsAsync(
            new ListDistributionsRequest(), Token),
        ["CreateInvalidation"] = l => l.CloudFront().CreateInvalidationAsync(
            new CreateInvalidationRequest
            {
                DistributionId = "E1",
                InvalidationBatch = new InvalidationBatch
                {
                    Paths = new Paths { Quantity = 2, Items = ["/", "/a b/*"] },
                    CallerReference = "r-1",
                },
            },
            Token),
        ["GetInvalidation"] = l => l.CloudFront().GetInvalidationAsync(
            new GetInvalidationRequest { DistributionId = "E1", Id = "I1" }, Token),
        ["TagResource"] = l => l.CloudFront().TagResourceAsync(
            new TagResourceRequest { Resource = Arn, Tags = Tags() }, Token),
        ["ListTagsForResource"] = l => l.CloudFront().ListTagsForResourceAsync(
            new ListTagsForResourceRequest { Resource = Arn }, Token),
        ["CreateOriginAccessControl"] = l => l.CloudFront().CreateOriginAccessControlAsync(
            new CreateOriginAccessControlRequest
            {
                OriginAccessControlConfig = new OriginAccessControlConfig
                {
                    Name = "sites-1",
                    Description = "",
                    SigningProtocol = OriginAccessControlSigningProtocols.Sigv4,
                    SigningBehavior = OriginAccessControlSigningBehaviors.Always,
                    OriginAccessControlOriginType = OriginAccessControlOriginTypes.S3,
                },
            },
            Token),
        ["GetOriginAccessControl"] = l => l.CloudFront().GetOriginAccessControlAsync(
            new GetOriginAccessControlRequest { Id = "E2OAC" }, Token),
        ["DeleteOriginAccessControl"] = l => l.CloudFront().DeleteOriginAccessControlAsync(
            new DeleteOriginAccessControlRequest { Id = "E2OAC", IfMatch = "E2ETAG" }, Token),
        ["ListOriginAccessControls"] = l => l.CloudFront().ListOriginAccessControlsAsync(
            new ListOriginAccessControlsRequest { MaxItems = "100" }, Token),
        ["CreateFunction"] = l => l.CloudFront().CreateFunctionAsync(
            new CreateFunctionRequest
            {
                Name = "spa",
                FunctionConfig = new FunctionConfig
                {
                    Comment = "pages of one",
                    Runtime = FunctionRuntime.CloudfrontJs20,
                },
                FunctionCode = new MemoryStream(
                    Encoding.UTF8.GetBytes("function handler(event) { return event.request; }")),
            },
            Token),
        ["PublishFunction"] = l => l.CloudFront().PublishFunctionAsync(
            new PublishFunctionRequest { Name = "spa", IfMatch = "E2ETAG" }, Token),
        ["DescribeFunction"] = l => l.CloudFront().DescribeFunctionAsync(
            new DescribeFunctionRequest { Name = "spa", Stage = FunctionStage.LIVE }, Token),
    };

    private static Tags Tags() => new()
    {
        Items =
        [
            new Tag { Key = "guid", Value = "0123456789ab" },
            new Tag { Key = "created-by", Value = "tmux-builder" },
        ],
    };

    private static DistributionConfig Distribution() => new()
    {
        CallerReference = "site-1",
        Aliases = new Aliases { Quantity = 1, Items = ["www.example.com"] },
        DefaultRootObject = "index.html",
        Origins = new Origins { Quantity = 1, Items = [Origin()] },
        DefaultCacheBehavior = Behavior(),
        Comment = "Bakery <Morgenrot> & ü",
        PriceClass = PriceClass.PriceClass_100,
        Enabled = true,
        ViewerCertificate = new ViewerCertificate
        {
            CloudFrontDefaultCertificate = true,
            MinimumProtocolVersion = MinimumProtocolVersion.TLSv12_2021,
        },
        Restrictions = new Restrictions
        {
            GeoRestriction = new GeoRestriction { RestrictionType = GeoRestrictionType.None, Quantity = 0 },
        },
        HttpVersion = HttpVersion.Http2and3,
        IsIPV6Enabled = true,
    };

    private static Origin Origin() => new()
    {
        Id = "site",
        DomainName = "tmux-0123456789ab-site.s3.eu-central-1.amazonaws.com",
        OriginPath = "/releases/1",
        CustomHeaders = new CustomHeaders { Quantity = 0 },
        S3OriginConfig = new S3OriginConfig { OriginAccessIdentity = "" },
        OriginAccessControlId = "E2OAC",
        ConnectionAttempts = 3,
        ConnectionTimeout = 10,
    };

    private static DefaultCacheBehavior Behavior() => new()
    {
        TargetOriginId = "site",
        ViewerProtocolPolicy = ViewerProtocolPolicy.RedirectToHttps,
        AllowedMethods = new AllowedMethods
        {
            Quantity = 2,
            Items = ["HEAD", "GET"],
            CachedMethods = new CachedMethods { Quantity = 2, Items = ["HEAD", "GET"] },
        },
        Compress = true,
        CachePolicyId = "658327ea-f89d-4fab-a63d-7e88639e58f6",
        ResponseHeadersPolicyId = "67f7725c-6f97-4210-82d7-5512b31e9d03",
        FunctionAssociations = new FunctionAssociations
        {
            Quantity = 1,
            Items =
            [
                new FunctionAssociation
                {
                    FunctionARN = "arn:aws:cloudfront::123456789012:function/spa",
                    EventType = EventType.ViewerRequest,
                },
            ],
        },
    };
}
