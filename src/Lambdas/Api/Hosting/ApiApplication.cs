using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TmuxBuilder.Api.Access;
using TmuxBuilder.Api.Chat;
using TmuxBuilder.Api.Clients;
using TmuxBuilder.Api.Conventions;
using TmuxBuilder.Api.Sites;
using TmuxBuilder.Api.Status;
using TmuxBuilder.Api.Uploads;
using TmuxBuilder.Core;
using TmuxBuilder.Core.Access;

namespace TmuxBuilder.Api.Hosting;

/// <summary>The HTTP API, for any host: services, the steps before an endpoint, and the endpoints.</summary>
public static class ApiApplication
{
    private const string Root = "/api";

    /// <summary>Registers the API and the use cases; the ports beneath come from an adapter.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services, ApiOptions options)
    {
        services.AddCore();
        services.AddSingleton(options);
        services.AddSingleton(new Links(options.PublicUrl));
        services.TryAddSingleton<IAdminTokens, SharedAdminToken>();
        services.AddSingleton<Credentials>();
        services.AddSingleton<SessionGate>();
        services.AddSingleton<CallerResolver>();
        services.AddSingleton<ClientAddress>();
        services.AddSingleton<OriginCheck>();
        services.AddSingleton<SessionLimits>();
        services.AddSingleton<AttachmentSigner>();
        services.AddRoutingCore();
        services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
            .WithOrigins([.. options.CorsOrigins])
            .AllowCredentials()
            .AllowAnyHeader()
            .AllowAnyMethod()
            .WithExposedHeaders(TraceHeader.Name, "Retry-After")));
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(json => Configure(json.SerializerOptions));
        services.AddApiDocument();
        return services;
    }

    /// <summary>Puts the API's steps before its endpoints; the host has routed the call by then.</summary>
    public static IApplicationBuilder UseApi(this IApplicationBuilder app) => app.UseWhen(
        context => context.Request.Path.StartsWithSegments(Root, StringComparison.OrdinalIgnoreCase),
        api => api
            .UseMiddleware<ProblemMiddleware>()
            .UseCors()
            .UseMiddleware<AccessMiddleware>()
            .UseMiddleware<IdempotencyMiddleware>());

    /// <summary>Maps every endpoint.</summary>
    public static IEndpointRouteBuilder MapApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(Root).WithMetadata(ApiRoute.Mark);
        api.MapStatus();
        api.MapChat();
        api.MapHistory();
        api.MapUploads();
        api.MapAttachments();
        api.MapProfile();
        api.MapSites();
        api.MapApiDocument();
        return routes;
    }

    private static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        options.Converters.Add(new UtcTimeConverter());
        options.TypeInfoResolverChain.Insert(0, ConventionsJson.Default);
        options.TypeInfoResolverChain.Insert(0, StatusJson.Default);
        options.TypeInfoResolverChain.Insert(0, ChatJson.Default);
        options.TypeInfoResolverChain.Insert(0, UploadsJson.Default);
        options.TypeInfoResolverChain.Insert(0, ClientsJson.Default);
        options.TypeInfoResolverChain.Insert(0, SitesJson.Default);
    }
}
