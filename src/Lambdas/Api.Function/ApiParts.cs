using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Adapters.Aws;
using TmuxBuilder.Api.Hosting;

namespace TmuxBuilder.Api.Function;

/// <summary>What the API consists of on AWS, whichever host serves it.</summary>
internal static class ApiParts
{
    public static IServiceCollection AddParts(this IServiceCollection services, ApiSettings settings) => services
        .AddSingleton(TimeProvider.System)
        .AddAwsAdapters(settings.Aws)
        .AddApi(settings.Api);
}
