using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Adapters.Aws.DynamoDb;

namespace TmuxBuilder.Adapters.Aws;

/// <summary>Registers the adapters of a host on AWS.</summary>
public static class AwsAdapters
{
    extension(IServiceCollection services)
    {
        /// <summary>
        /// Adds the ports kept on AWS. Clients take region and credentials from where the SDK finds them, but for those
        /// registered before. Needs a <see cref="TimeProvider"/>.
        /// </summary>
        public IServiceCollection AddAwsAdapters(AwsOptions options) => services
            .AddDynamoDb(options.DynamoDb);
    }
}
