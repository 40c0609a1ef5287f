using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.CrashHost;

internal static class Crashing
{
    /// <summary>Puts a crash in front of, or behind, the store call or publishing step the point names.</summary>
    public static void CrashAt(this IServiceCollection services, CrashPoint point)
    {
        if (point is CrashPoint.WithinUpload
            or CrashPoint.BeforePromotion
            or CrashPoint.AfterPromotion
            or CrashPoint.BeforeRollback
            or CrashPoint.AfterRollback)
        {
            services.Decorate<ISitePublisher>(inner => new CrashingPublisher(inner, point));
        }
        else
        {
            services.Decorate<ITurnStore>(inner => new CrashingTurnStore(inner, point));
        }
    }

    /// <summary>SIGKILL to this very process: no handler runs, nothing is flushed.</summary>
    public static void Now()
    {
        using var self = Process.GetCurrentProcess();
        self.Kill();
        new ManualResetEventSlim().Wait();
    }

    private static void Decorate<T>(this IServiceCollection services, Func<T, T> around)
        where T : class
    {
        var original = services.Last(service => service.ServiceType == typeof(T));
        services.AddSingleton(provider => around((T)(original.ImplementationInstance
            ?? original.ImplementationFactory?.Invoke(provider)
            ?? ActivatorUtilities.CreateInstance(provider, original.ImplementationType!))));
    }
}
