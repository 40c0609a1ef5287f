using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Adapters.Aws.Calls;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Adapters.Aws.Files;

/// <summary>Registers the blob store.</summary>
public static class AwsBlobs
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds <see cref="IBlobStore"/>: a bucket of S3.</summary>
        /// <exception cref="ArgumentException">With a sentence for every mistake in the options.</exception>
        public IServiceCollection AddAwsBlobs(AwsOptions options)
        {
            options.Check(options.Blobs.Mistakes());
            services.AddS3(options);
            return services.AddSingleton(options.Blobs).AddSingleton<IBlobStore, S3BlobStore>();
        }
    }
}
