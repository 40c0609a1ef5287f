using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Clients;
using TmuxBuilder.Core.Connections;
using TmuxBuilder.Core.Sites;
using TmuxBuilder.Core.Turns;
using TmuxBuilder.Core.Uploads;

namespace TmuxBuilder.Core;

/// <summary>Registers the use cases; the ports beneath them come from an adapter.</summary>
public static class CoreServices
{
    public static IServiceCollection AddCore(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ActivityFanOut>();
        services.TryAddSingleton<ActivityRecorder>();
        services.TryAddSingleton<SessionHistory>();
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
        services.TryAddSingleton<ClientProfiles>();
        services.TryAddSingleton<ProjectEditor>();
        services.TryAddSingleton<Deployments>();
        return services;
    }
}
