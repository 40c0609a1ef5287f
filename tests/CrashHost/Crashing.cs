using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.CrashHost;

internal static class Crashing
{
    /// <summary>Puts a crash in front of, or behind, the store call or publishing step the point names.</summary>
    public static void CrashAt(this IServiceCollection services, CrashPoint point)
    {
        if (point is CrashPoint.BeforePromotion or CrashPoint.AfterPromotion)
        {
            services.Decorate<ISitePublisher>(inner => new CrashingPublisher(inner, point));
        }
        else
        {
            services.Decorate<ITurnStore>(inner => new CrashingTurnStore(inner, point));
        }
    }

    /// <summary>Dies at the step of publishing whose number the file <paramref name="order"/> says.</summary>
    public static void CrashAtStep(this IServiceCollection services, string order)
    {
        var steps = new Steps(order);
        services.Decorate<ISiteStore>(inner => Stepping<ISiteStore>.Wrap(inner, steps));
        services.Decorate<ISitePublisher>(inner => Stepping<ISitePublisher>.Wrap(inner, steps));
        services.Decorate<IResourceLedger>(inner => Stepping<IResourceLedger>.Wrap(inner, steps));
        services.Decorate<ISessionStore>(inner => Stepping<ISessionStore>.Wrap(inner, steps));
        services.Decorate<ICommandStore>(inner => Stepping<ICommandStore>.Wrap(inner, steps));
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
