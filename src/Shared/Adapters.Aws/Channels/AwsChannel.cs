using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Adapters.Aws.Calls;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Adapters.Aws.Channels;

/// <summary>Registers the way to clients' sockets.</summary>
public static class AwsChannel
{
    extension(IServiceCollection services)
    {
        /// <summary>
        /// Adds <see cref="IClientChannel"/>: sockets of a WebSocket API of API Gateway. Needs an
        /// <see cref="IConnectionStore"/>.
        /// </summary>
        /// <exception cref="ArgumentException">With a sentence for every mistake in the options.</exception>
        public IServiceCollection AddAwsChannel(AwsOptions options)
        {
            options.Check(options.Sockets.Mistakes());
            services.AddManagementApi(options);
            return services.AddSingleton<ConnectionPost>().AddSingleton<IClientChannel, ApiGatewayClientChannel>();
        }
    }
}
