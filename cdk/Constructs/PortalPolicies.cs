using Amazon.CDK;
using Amazon.CDK.AWS.CloudFront;
using Constructs;
using TmuxBuilder.AwsSettings;

namespace TmuxBuilder.Cdk.Constructs;

/// <summary>What the CDN keeps, passes on and adds.</summary>
internal sealed class PortalPolicies : Construct
{
    public PortalPolicies(Construct scope, string id, StageNames names)
        : base(scope, id)
    {
        // Nothing is kept: the API says no-store. A key with everything that tells callers apart makes sure of it, and
        // Authorization is passed on only as a part of a key, which only a policy that could keep something has.
        ApiCache = new CachePolicy(this, "ApiCache", new CachePolicyProps
        {
            CachePolicyName = names.Stack("api"),
            MinTtl = Duration.Seconds(0),
            DefaultTtl = Duration.Seconds(0),
            MaxTtl = Duration.Seconds(1),
            HeaderBehavior = CacheHeaderBehavior.AllowList("Authorization", "Origin"),
            QueryStringBehavior = CacheQueryStringBehavior.All(),
            CookieBehavior = CacheCookieBehavior.All(),
        });

        // Not Host, by which a gateway tells its APIs apart. A policy names at most ten.
        ApiRequest = new OriginRequestPolicy(this, "ApiRequest", new OriginRequestPolicyProps
        {
            OriginRequestPolicyName = names.Stack("api"),
            HeaderBehavior = OriginRequestHeaderBehavior.AllowList(
                ProxyHeaders.Address,
                "Accept",
                "Access-Control-Request-Headers",
                "Access-Control-Request-Method",
                "Content-Type",
                "Idempotency-Key",
                "Sec-Fetch-Site",
                "User-Agent",
                "X-Request-Id"),
            QueryStringBehavior = OriginRequestQueryStringBehavior.All(),
            CookieBehavior = OriginRequestCookieBehavior.All(),
        });
        var strict = new ResponseHeadersStrictTransportSecurity
        {
            AccessControlMaxAge = Duration.Days(365),
            IncludeSubdomains = true,
            Override = true,
        };

        // The API has its own; how it is reached is the CDN's to say, of its own refusals too.
        ApiHeaders = new ResponseHeadersPolicy(this, "ApiHeaders", new ResponseHeadersPolicyProps
        {
            ResponseHeadersPolicyName = names.Stack("api"),
            SecurityHeadersBehavior = new ResponseSecurityHeadersBehavior { StrictTransportSecurity = strict },
        });
        PortalHeaders = new ResponseHeadersPolicy(this, "PortalHeaders", new ResponseHeadersPolicyProps
        {
            ResponseHeadersPolicyName = names.Stack("portal"),
            SecurityHeadersBehavior = new ResponseSecurityHeadersBehavior
            {
                ContentTypeOptions = new ResponseHeadersContentTypeOptions { Override = true },
                ReferrerPolicy = new ResponseHeadersReferrerPolicy
                {
                    ReferrerPolicy = HeadersReferrerPolicy.NO_REFERRER,
                    Override = true,
                },
                StrictTransportSecurity = strict,
            },
            CustomHeadersBehavior = new ResponseCustomHeadersBehavior
            {
                CustomHeaders =
                [
                    new ResponseCustomHeader
                    {
                        Header = "Permissions-Policy",
                        Value = "camera=(), geolocation=(), microphone=(self)",
                        Override = true,
                    },
                ],
            },
        });
    }

    public CachePolicy ApiCache { get; }

    public OriginRequestPolicy ApiRequest { get; }

    public ResponseHeadersPolicy ApiHeaders { get; }

    public ResponseHeadersPolicy PortalHeaders { get; }
}
