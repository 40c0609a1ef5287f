using Amazon.CloudFront;
using Amazon.CloudFront.Model;

namespace TmuxBuilder.Adapters.Aws.Sites;

/// <summary>Writes and recognises the configuration of a site's distribution.</summary>
internal static class SiteDistributionConfig
{
    private const string OriginId = "site";

    /// <summary>Where the CDN finds a site's bucket; tells whose a distribution is.</summary>
    public static string OriginOf(string bucket, string region) => $"{bucket}.s3.{region}.amazonaws.com";

    public static bool IsOf(Origins? origins, string bucket, string region) =>
        origins?.Items?.FirstOrDefault()?.DomainName == OriginOf(bucket, region);

    public static DistributionConfig For(string bucket, string controlId, AwsOptions options)
    {
        var sites = options.Sites;
        var config = new DistributionConfig
        {
            CallerReference = bucket,
            Comment = bucket,
            DefaultRootObject = "index.html",
            Enabled = true,
            HttpVersion = HttpVersion.Http2and3,
            IsIPV6Enabled = true,
            PriceClass = sites.PriceClass,
            Origins = new Origins
            {
                Quantity = 1,
                Items =
                [
                    new Origin
                    {
                        Id = OriginId,
                        DomainName = OriginOf(bucket, options.Region),
                        OriginPath = '/' + SiteKeys.Live.TrimEnd('/'),
                        OriginAccessControlId = controlId,
                        S3OriginConfig = new S3OriginConfig { OriginAccessIdentity = "" },
                    },
                ],
            },
            DefaultCacheBehavior = new DefaultCacheBehavior
            {
                TargetOriginId = OriginId,
                ViewerProtocolPolicy = ViewerProtocolPolicy.RedirectToHttps,
                AllowedMethods = new AllowedMethods
                {
                    Quantity = 2,
                    Items = ["GET", "HEAD"],
                    CachedMethods = new CachedMethods { Quantity = 2, Items = ["GET", "HEAD"] },
                },
                Compress = true,
                CachePolicyId = sites.CachePolicyId,
                ResponseHeadersPolicyId = sites.ResponseHeadersPolicyId,
            },
        };
        if (sites.Domain.Length > 0)
        {
            config.Aliases = new Aliases { Quantity = 1, Items = [$"{bucket}.{sites.Domain}"] };
            config.ViewerCertificate = new ViewerCertificate
            {
                ACMCertificateArn = sites.CertificateArn,
                SSLSupportMethod = SSLSupportMethod.SniOnly,
                MinimumProtocolVersion = MinimumProtocolVersion.TLSv12_2021,
            };
        }

        return config;
    }

    /// <summary>Sets or takes away the function of the one behaviour.</summary>
    public static void SetFunction(DistributionConfig config, string? functionArn) =>
        config.DefaultCacheBehavior.FunctionAssociations = functionArn is null
            ? new FunctionAssociations { Quantity = 0 }
            : new FunctionAssociations
            {
                Quantity = 1,
                Items = [new FunctionAssociation { EventType = EventType.ViewerRequest, FunctionARN = functionArn }],
            };
}
