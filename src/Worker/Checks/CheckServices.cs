using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace TmuxBuilder.Checks;

/// <summary>Registers the checker.</summary>
public static class CheckServices
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds <see cref="ISiteChecks"/>. Needs logging.</summary>
        public IServiceCollection AddSiteChecks(CheckOptions options)
        {
            services.TryAddSingleton(TimeProvider.System);
            return services.AddSingleton(options).AddSingleton<ISiteChecks, SiteChecker>();
        }
    }
}
