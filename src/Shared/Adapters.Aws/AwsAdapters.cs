using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Adapters.Aws.Channels;
using TmuxBuilder.Adapters.Aws.Doorbells;
using TmuxBuilder.Adapters.Aws.DynamoDb;
using TmuxBuilder.Adapters.Aws.Files;
using TmuxBuilder.Adapters.Aws.Mailing;
using TmuxBuilder.Adapters.Aws.Sites;
using TmuxBuilder.Adapters.Aws.Tenants;

namespace TmuxBuilder.Adapters.Aws;

/// <summary>Registers the adapters of a host on AWS.</summary>
public static class AwsAdapters
{
    extension(IServiceCollection services)
    {
        /// <summary>
        /// Adds the ports kept on AWS. Clients take credentials from where the SDK finds them, but for those registered
        /// before. Needs a <see cref="TimeProvider"/>.
        /// </summary>
        /// <exception cref="ArgumentException">With a sentence for every mistake in the options.</exception>
        public IServiceCollection AddAwsAdapters(AwsOptions options)
        {
            options.Check(
            [
                .. options.Doorbell.Mistakes(),
                .. options.Blobs.Mistakes(),
                .. options.Sockets.Mistakes(),
                .. options.Mail.Mistakes(),
                .. options.Tenants.Mistakes(),
                .. options.Sites.Mistakes(),
            ]);
            return services
                .AddDynamoDb(options.DynamoDb)
                .AddAwsDoorbell(options)
                .AddAwsBlobs(options)
                .AddAwsChannel(options)
                .AddAwsMailer(options)
                .AddAwsTenants(options)
                .AddAwsSites(options);
        }
    }
}
