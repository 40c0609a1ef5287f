using Microsoft.Extensions.DependencyInjection.Extensions;
using TmuxBuilder.Api.Hosting;

namespace TmuxBuilder.Api.Access.Oidc;

/// <summary>Registers what recognises admins.</summary>
internal static class OidcAdmins
{
    public static void AddAdminTokens(this IServiceCollection services, OidcOptions? issuer)
    {
        if (issuer is null)
        {
            services.TryAddSingleton<IAdminTokens, SharedAdminToken>();
            return;
        }

        services.AddSingleton(issuer);
        services.AddSingleton<SharedAdminToken>();
        services.AddSingleton<IssuerDocuments>();
        services.AddSingleton<IssuerKeys>();
        services.TryAddSingleton<IAdminTokens, OidcAdminTokens>();
    }
}
