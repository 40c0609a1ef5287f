using Microsoft.Extensions.DependencyInjection;

namespace TmuxBuilder.Api.Tests.Hosting;

/// <summary>Puts something of a test's own around a real adapter.</summary>
internal static class Decoration
{
    extension(IServiceCollection services)
    {
        public void Decorate<TPort>(Func<TPort, TPort> decorate)
            where TPort : class
        {
            var real = services.Last(service => service.ServiceType == typeof(TPort)).ImplementationType
                ?? throw new InvalidOperationException($"{typeof(TPort)} has no adapter type.");
            services.AddSingleton(provider => decorate((TPort)ActivatorUtilities.CreateInstance(provider, real)));
        }
    }
}
