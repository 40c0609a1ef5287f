using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Agent.Channel;
using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Agent.Live;
using TmuxBuilder.Agent.Model;
using TmuxBuilder.Agent.Pictures;
using TmuxBuilder.Agent.Sandbox;
using TmuxBuilder.Agent.Sessions;
using TmuxBuilder.Agent.Watch;

namespace TmuxBuilder.Agent;

/// <summary>Registers the agents of this machine.</summary>
public static class AgentServices
{
    extension(IServiceCollection services)
    {
        /// <summary>
        /// Adds <see cref="IAgents"/>, <see cref="IAgentTerminals"/>, <see cref="AgentMachine"/>,
        /// <see cref="SessionFolders"/> and an <see cref="IModelObserver"/> that tells agents of their calls of the
        /// model. Needs <see cref="IAgentNetwork"/>, <see cref="IAgentCalls"/> and logging.
        /// </summary>
        /// <exception cref="ArgumentException">An option cannot work.</exception>
        public IServiceCollection AddAgents(AgentOptions options)
        {
            options.Validate();
            services.TryAddSingleton(TimeProvider.System);
            services.TryAddSingleton(_ => new SessionFolders(options.DataFolder));
            services.AddSingleton(options);
            services.AddSingleton(provider => new AgentMachine(
                options,
                provider.GetRequiredService<SessionFolders>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILoggerFactory>()));
            services.AddSingleton(provider => provider.GetRequiredService<AgentMachine>().Confinement);
            services.AddSingleton(provider => provider.GetRequiredService<AgentMachine>().Probe);
            services.AddSingleton<IPictures>(provider => new ConfinedPictures(
                options.Sandbox,
                provider.GetRequiredService<SandboxProbe>(),
                provider.GetRequiredService<Confinement>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<ConfinedPictures>>()));
            services.AddSingleton<IModelObserver>(
                provider => new ModelWatch(provider.GetRequiredService<AgentMachine>().Parts.Watch));
            services.AddSingleton<IAgentTerminals>(provider => provider.GetRequiredService<AgentMachine>().Live);
            services.AddSingleton<IAgents>(provider =>
            {
                var machine = provider.GetRequiredService<AgentMachine>();
                return new TmuxAgents(
                    machine.Parts,
                    machine.Launcher,
                    machine.Live,
                    provider.GetRequiredService<SessionFolders>(),
                    provider.GetRequiredService<IAgentNetwork>(),
                    provider.GetRequiredService<IAgentCalls>,
                    provider.GetRequiredService<ILoggerFactory>());
            });
            return services;
        }
    }
}
