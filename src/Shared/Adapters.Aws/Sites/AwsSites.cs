using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TmuxBuilder.Adapters.Aws.Calls;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Adapters.Aws.Sites;

/// <summary>Registers the publisher of sites.</summary>
public static class AwsSites
{
    extension(IServiceCollection services)
    {
        /// <summary>
        /// Adds <see cref="ISitePublisher"/>: buckets of S3 behind CloudFront. Needs <see cref="ISiteStore"/>,
        /// <see cref="ILeaseStore"/> and <see cref="IResourceLedger"/>.
        /// </summary>
        /// <exception cref="ArgumentException">With a sentence for every mistake in the options.</exception>
        public IServiceCollection AddAwsSites(AwsOptions options)
        {
            options.Check(options.Sites.Mistakes());
            services.AddS3(options);
            services.AddCloudFront(options);
            services.TryAddSingleton(options);
            services.TryAddSingleton<LedgerLines>();
            return services
                .AddSingleton<SiteObjects>()
                .AddSingleton<SiteBuckets>()
                .AddSingleton<SiteReleases>()
                .AddSingleton<SiteShards>()
                .AddSingleton<SiteDistributions>()
                .AddSingleton<SiteAddress>()
                .AddSingleton<ReleaseFolders>()
                .AddSingleton<ISitePublisher, CloudFrontSitePublisher>();
        }
    }
}
