using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TmuxBuilder.Adapters.Aws.Calls;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Adapters.Aws.Tenants;

/// <summary>Registers sessions' own identities.</summary>
public static class AwsTenants
{
    extension(IServiceCollection services)
    {
        /// <summary>
        /// Adds <see cref="ITenantIdentity"/>: users of IAM. Needs the tables, <see cref="ILeaseStore"/> and
        /// <see cref="IResourceLedger"/>.
        /// </summary>
        /// <exception cref="ArgumentException">With a sentence for every mistake in the options.</exception>
        public IServiceCollection AddAwsTenants(AwsOptions options)
        {
            options.Check(options.Tenants.Mistakes());
            services.AddIam(options);
            services.TryAddSingleton(options);
            services.TryAddSingleton<LedgerLines>();

            // Without access nothing is sealed, and what was is only deleted.
            options.Tenants.TryReadSealingKey(out var sealingKey);
            return services
                .AddSingleton(new KeySeal(sealingKey))
                .AddSingleton<TenantKeyStore>()
                .AddSingleton<TenantUsers>()
                .AddSingleton<TenantProbe>()
                .AddSingleton<ITenantIdentity, IamTenantIdentity>();
        }
    }
}
