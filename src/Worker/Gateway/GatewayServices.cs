using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TmuxBuilder.Agent;
using TmuxBuilder.Agent.Model;
using TmuxBuilder.Gateway.Forward;
using TmuxBuilder.Gateway.Model;

namespace TmuxBuilder.Gateway;

/// <summary>Registers the agents' ways out.</summary>
public static class GatewayServices
{
    extension(IServiceCollection services)
    {
        /// <summary>
        /// Adds <see cref="IAgentNetwork"/>, <see cref="IModelKeys"/>, <see cref="ModelKeySource"/> and
        /// <see cref="PackageRegistry"/>.
        /// </summary>
        /// <exception cref="ArgumentException">An allowed host is not one.</exception>
        public IServiceCollection AddAgentNetwork(GatewayOptions options)
        {
            _ = options.ParseAllowedHosts();
            services.TryAddSingleton(TimeProvider.System);
            services.AddSingleton(options);
            services.AddSingleton<ModelKeySource>();
            services.AddSingleton<IModelKeys>(provider => provider.GetRequiredService<ModelKeySource>());
            services.AddHostedService<StoredModelKey>();
            services.AddSingleton<PackageRegistry>();
            services.AddSingleton<ModelProxy>();
            services.AddSingleton<ModelProxyServer>();
            services.AddSingleton<AllowList>();
            services.AddSingleton<HostConnector>();
            services.AddSingleton<SessionAllowances>();
            services.AddSingleton<ForwardProxy>();
            services.AddSingleton<IAgentNetwork, AgentNetwork>();
            return services;
        }
    }
}
