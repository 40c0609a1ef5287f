using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Core;

/// <summary>Registers the use cases; the ports beneath them come from an adapter.</summary>
public static class CoreServices
{
    public static IServiceCollection AddCore(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ActivityFanOut>();
        services.TryAddSingleton<ActivityRecorder>();
        services.TryAddSingleton<TurnSubmitter>();
        return services;
    }
}
