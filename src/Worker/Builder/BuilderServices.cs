using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Agent;
using TmuxBuilder.Agent.Channel;
using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Agent.Model;
using TmuxBuilder.Agent.Network;
using TmuxBuilder.Agent.Pictures;
using TmuxBuilder.Agent.Sandbox;
using TmuxBuilder.Builder.Activity;
using TmuxBuilder.Builder.Admission;
using TmuxBuilder.Builder.Budgets;
using TmuxBuilder.Builder.Calls;
using TmuxBuilder.Builder.Checkpoints;
using TmuxBuilder.Builder.Memory;
using TmuxBuilder.Builder.Proof;
using TmuxBuilder.Builder.Publishing;
using TmuxBuilder.Builder.Purging;
using TmuxBuilder.Builder.Runs;
using TmuxBuilder.Builder.Terminals;
using TmuxBuilder.Builder.Turns;
using TmuxBuilder.Builder.Usage;
using TmuxBuilder.Builder.Workers;
using TmuxBuilder.Builder.Workspaces;
using TmuxBuilder.Checks;
using TmuxBuilder.Core.Admission;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Terminals;

namespace TmuxBuilder.Builder;

/// <summary>Registers the worker.</summary>
public static class BuilderServices
{
    extension(IServiceCollection services)
    {
        /// <summary>
        /// Adds the worker as a hosted service, with <see cref="IAgentCalls"/>, <see cref="ISessionFiles"/>,
        /// <see cref="ILiveTerminals"/> and a meter of what the model proxy sees. Needs the ports, Core's use cases,
        /// <see cref="IAgents"/>, <see cref="ISiteChecks"/>, logging and a <see cref="TimeProvider"/>.
        /// </summary>
        /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">
        /// An option makes no sense.
        /// </exception>
        public IServiceCollection AddBuilder(BuilderOptions options)
        {
            options.Validate();
            services.TryAddSingleton(_ => new SessionFolders(options.DataFolder));
            services.TryAddSingleton<IModelKeys, NoModelKeys>();
            services.TryAddSingleton(_ => Confinement.Find());
            services.TryAddSingleton<SandboxProbe>();
            services.TryAddSingleton<IPictures>(provider => new ConfinedPictures(
                SandboxMode.Auto,
                provider.GetRequiredService<SandboxProbe>(),
                provider.GetRequiredService<Confinement>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<ConfinedPictures>>()));
            return services
                .AddSingleton(options)
                .AddSingleton(_ => new WorkSlots(options.Capacity))
                .AddSingleton<RunnerDirectory>()
                .AddSingleton<RunnerParts>()
                .AddSingleton(options.Prices)
                .AddSingleton<UsageQueue>()
                .AddSingleton<UsageReports>()
                .AddSingleton<RefusedKeys>()
                .AddSingleton<IModelObserver>(provider => provider.GetRequiredService<RefusedKeys>())
                .AddSingleton<IModelObserver, UsageMeter>()
                .AddSingleton<BudgetBook>()
                .AddSingleton<Budgets.Budgets>()
                .AddSingleton<BudgetWatch>()
                .AddSingleton<IModelGate, BudgetGate>()
                .AddSingleton<INetworkObserver, RefusedConnections>()
                .AddSingleton<ISessionHosts, SessionHosts>()
                .AddSingleton<LostWorkers>()
                .AddSingleton(_ => new Neighbours(options.Worker))
                .AddSingleton<IMachineLoad, LinuxLoad>()
                .AddSingleton<AdmissionWatch>()
                .AddHostedService(provider => provider.GetRequiredService<AdmissionWatch>())
                .AddSingleton<Heart>()
                .AddSingleton<SessionBook>()
                .AddSingleton<SessionMirrors>()
                .AddSingleton<UploadedFiles>()
                .AddSingleton<SessionWorkspaces>()
                .AddSingleton<IWorkspaces>(provider => provider.GetRequiredService<SessionWorkspaces>())
                .AddSingleton<SessionPurge>()
                .AddSingleton<CheckpointNotes>()
                .AddSingleton<WorkspaceSaver>()
                .AddSingleton<WorkspaceRestorer>()
                .AddSingleton<SessionCheckpoints>()
                .AddSingleton<ICheckpoints>(provider => provider.GetRequiredService<SessionCheckpoints>())
                .AddSingleton<TurnEndings>()
                .AddSingleton<SiteRecords>()
                .AddSingleton<SiteChoice>()
                .AddSingleton<SitePublishing>()
                .AddSingleton<DeployLeftovers>()
                .AddSingleton<OrphanRemoval>()
                .AddSingleton<ReleaseSwitch>()
                .AddSingleton<Deployer>()
                .AddSingleton<CheckFiles>()
                .AddSingleton<ReleaseChecks>()
                .AddSingleton<FolderChecks>()
                .AddSingleton<CheckCalls>()
                .AddSingleton<Verdicts>()
                .AddSingleton<ProofOfDone>()
                .AddSingleton<LiveChecks>()
                .AddSingleton<IAgentCalls, AgentCalls>()
                .AddSingleton<ILiveTerminals, LiveTerminals>()
                .AddSingleton<ISessionFiles, SessionFiles>()
                .AddSingleton<Worker>()
                .AddHostedService(provider => provider.GetRequiredService<Worker>())
                .AddSingleton<IMachineMemory, LinuxMemory>()
                .AddSingleton<MemoryWatch>()
                .AddHostedService(provider => provider.GetRequiredService<MemoryWatch>());
        }
    }
}
