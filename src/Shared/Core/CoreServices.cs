using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Admission;
using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Budgets;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Checkpoints;
using TmuxBuilder.Core.Clients;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Connections;
using TmuxBuilder.Core.Diagnoses;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Operations;
using TmuxBuilder.Core.Requests;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Signals;
using TmuxBuilder.Core.Sites;
using TmuxBuilder.Core.Sweeps;
using TmuxBuilder.Core.Terminals;
using TmuxBuilder.Core.Turns;
using TmuxBuilder.Core.Uploads;

namespace TmuxBuilder.Core;

/// <summary>Registers the use cases; the ports beneath them come from an adapter.</summary>
public static class CoreServices
{
    public static IServiceCollection AddCore(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<Instruments>();
        services.TryAddSingleton<FleetWatch>();
        services.TryAddSingleton<ActivityFanOut>();
        services.TryAddSingleton<ActivityRecorder>();
        services.TryAddSingleton<SessionHistory>();
        services.TryAddSingleton<TakeOvers>();
        services.TryAddSingleton<LocalSockets>();
        services.TryAddSingleton<ConnectionCloser>();
        services.TryAddSingleton<TurnSubmitter>();
        services.TryAddSingleton<TurnCanceller>();
        services.TryAddSingleton<MessageSender>();
        services.TryAddSingleton<QuestionAnswerer>();
        services.TryAddSingleton<UploadClock>();
        services.TryAddSingleton<UploadVault>();
        services.TryAddSingleton<UploadBuilds>();
        services.TryAddSingleton<DirectUploads>();
        services.TryAddSingleton<ExpireUploads>();
        services.TryAddSingleton<ClientProfiles>();
        services.TryAddSingleton<ProjectEditor>();
        services.TryAddSingleton<ProjectLists>();
        services.TryAddSingleton<ProjectStarter>();
        services.TryAddSingleton<DuplicateProject>();
        services.TryAddSingleton<CheckpointReader>();
        services.TryAddSingleton<DiagnosisBlobs>();
        services.TryAddSingleton<CodeArchive>();
        services.TryAddSingleton<Deployments>();
        services.TryAddSingleton<SwitchRelease>();
        services.TryAddSingleton<AuditTrail>();
        services.TryAddSingleton<SetBudget>();
        services.TryAddSingleton<CommandSender>();
        services.TryAddSingleton<SessionStop>();
        services.TryAddSingleton<CreateSession>();
        services.TryAddSingleton<CompleteSession>();
        services.TryAddSingleton<DeleteSession>();
        services.TryAddSingleton<RestoreSession>();
        services.TryAddSingleton<ClearSession>();
        services.TryAddSingleton<PauseSession>();
        services.TryAddSingleton<RegeneratePrompt>();
        services.TryAddSingleton<AllowHosts>();
        services.TryAddSingleton<RotateKeys>();
        services.TryAddSingleton<PurgeSession>();
        services.TryAddSingleton<ExpireSessions>();
        services.TryAddSingleton<WorkBell>();
        services.TryAddSingleton<WorkRinger>();
        services.TryAddSingleton<WorkerWatch>();
        services.TryAddSingleton<Fleet>();
        services.TryAddSingleton<QueuePlaces>();
        services.TryAddSingleton<PropagationWatch>();
        services.TryAddSingleton<SweepOptions>();
        services.TryAddSingleton<LeftoverWatch>();
        services.TryAddSingleton<FinishCreations>();
        services.TryAddSingleton<ExpireRequests>();
        services.TryAddSingleton<Sweeper>();
        services.TryAddSingleton<BulkAction>();
        services.TryAddSingleton<SubmitRequest>();
        services.TryAddSingleton<ApproveRequest>();
        services.TryAddSingleton<RejectRequest>();
        services.TryAddSingleton<ClientMail>();
        services.TryAddSingleton<GrantIssuer>();
        services.TryAddSingleton<RequestLoginLink>();
        services.TryAddSingleton<RedeemLoginLink>();
        services.TryAddSingleton<Shares>();
        services.TryAddSingleton<IssueTicket>();
        services.TryAddSingleton<Integrations>();
        return services;
    }
}
