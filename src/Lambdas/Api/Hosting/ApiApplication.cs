using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TmuxBuilder.Api.Access;
using TmuxBuilder.Api.Access.Oidc;
using TmuxBuilder.Api.Addresses;
using TmuxBuilder.Api.Admin;
using TmuxBuilder.Api.Chat;
using TmuxBuilder.Api.Clients;
using TmuxBuilder.Api.Conventions;
using TmuxBuilder.Api.Downloads;
using TmuxBuilder.Api.Requests;
using TmuxBuilder.Api.Sessions;
using TmuxBuilder.Api.Sites;
using TmuxBuilder.Api.Status;
using TmuxBuilder.Api.Uploads;
using TmuxBuilder.Core;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Api.Hosting;

/// <summary>The HTTP API, for any host: services, the steps before an endpoint, and the endpoints.</summary>
public static class ApiApplication
{
    private const string Root = "/api";

    private static readonly IJsonTypeInfoResolver[] Areas =
    [
        ConventionsJson.Default,
        StatusJson.Default,
        RequestsJson.Default,
        AccessViewsJson.Default,
        SessionsJson.Default,
        AdminJson.Default,
        ChatJson.Default,
        UploadsJson.Default,
        ClientsJson.Default,
        SitesJson.Default,
    ];

    /// <summary>Registers the API and the use cases; the ports beneath come from an adapter.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services, ApiOptions options)
    {
        services.AddCore();
        services.AddSingleton(options);
        services.AddSingleton(new Links(options.PublicUrl));
        services.AddAdminTokens(options.Oidc);
        services.TryAddSingleton<ISessionFiles, NoSessionFiles>();
        services.AddSingleton<IReadinessCheck, StoreReadiness>();
        services.AddSingleton<Credentials>();
        services.AddSingleton<LoginLinkWishes>();
        services.AddSingleton<LoginLinkQueue>();
        services.AddHostedService(provider => provider.GetRequiredService<LoginLinkQueue>());
        services.AddSingleton<AdminGate>();
        services.AddSingleton<SessionGate>();
        services.AddSingleton<BudgetPages>();
        services.AddSingleton<CallerResolver>();
        services.AddSingleton<ClientAddress>();
        services.AddSingleton<OriginCheck>();
        services.AddSingleton<SessionLimits>();
        services.AddSingleton<UploadFormReader>();
        services.AddSingleton<AddressSigner>();
        services.AddSingleton<BlobAddresses>();
        services.AddSingleton<ShareCopies>();
        services.AddSingleton<SessionCookies>();
        // Whatever is made for each call, at its own type: native programs build open types while they run.
        services.AddSingleton<ILogger<TraceMiddleware>, Logger<TraceMiddleware>>();
        services.AddSingleton<ILogger<ProblemMiddleware>, Logger<ProblemMiddleware>>();
        services.AddSingleton<ILogger<IdempotencyMiddleware>, Logger<IdempotencyMiddleware>>();
        services.AddSingleton<ILogger<LoginLinkWishes>, Logger<LoginLinkWishes>>();
        services.AddRoutingCore();
        services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
            .WithOrigins([.. options.CorsOrigins])
            .AllowCredentials()
            .AllowAnyHeader()
            .AllowAnyMethod()
            .WithExposedHeaders(TraceHeader.Name, "Retry-After")));
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(json => Configure(json.SerializerOptions));
        return services;
    }

    /// <summary>Names every call, also of a host's other parts: its first step, before <see cref="UseApi"/>.</summary>
    public static IApplicationBuilder UseRequestIds(this IApplicationBuilder app) =>
        app.UseTrace();

    /// <summary>Puts the API's steps before its endpoints; the host has routed the call by then.</summary>
    public static IApplicationBuilder UseApi(this IApplicationBuilder app) => app.UseWhen(
        context => context.Request.Path.StartsWithSegments(Root, StringComparison.OrdinalIgnoreCase),
        api => api
            .UseProblems()
            .UseCors()
            .UseAccess()
            .UseIdempotency()
            .UseAudit());

    /// <summary>
    /// What refuses a call of a page outside the API that admins alone may see; <see langword="null"/> for theirs.
    /// </summary>
    public static async Task<ProblemResult?> RefuseUnlessAdminAsync(this HttpContext context)
    {
        var services = context.RequestServices;
        var address = services.GetRequiredService<ClientAddress>().Of(context);
        var found = await services.GetRequiredService<AdminGate>()
            .FindAsync(context.Request, address, context.RequestAborted);
        return found.Name is not null ? null
            : found.Wait is { } wait ? Problems.RateLimited(wait)
            : Problems.CredentialsRequired();
    }

    /// <summary>
    /// Sends the sign-in links asked for; for a host that has no background services, after each answer.
    /// </summary>
    public static Task SendLoginLinksAsync(this IServiceProvider services, CancellationToken cancellationToken) =>
        // What sends them is not made before there is something to send: a start is for the first call.
        services.GetRequiredService<LoginLinkWishes>().Reader.TryPeek(out _)
            ? services.GetRequiredService<LoginLinkQueue>().SendWaitingAsync(cancellationToken)
            : Task.CompletedTask;

    /// <summary>Maps every endpoint; the host has called <see cref="ApiDocument.AddApiDocument"/>.</summary>
    public static IEndpointRouteBuilder MapApi(this IEndpointRouteBuilder routes)
    {
        var api = Group(routes);
        foreach (var noun in ApiNouns.All)
        {
            noun.Map(api);
        }

        api.MapApiDocument();
        return routes;
    }

    /// <summary>
    /// Maps what calls of one noun may need, for a host that starts anew for few calls: mapping an endpoint takes
    /// longer than answering many a call.
    /// </summary>
    /// <param name="noun">As <see cref="NounOf"/> tells it.</param>
    /// <param name="document">Opens a copy of the API's description; making one takes all endpoints.</param>
    public static IEndpointRouteBuilder MapApi(
        this IEndpointRouteBuilder routes, string noun, Func<Stream> document)
    {
        var api = Group(routes);
        foreach (var one in ApiNouns.All.Where(one => one.Words.Contains(noun)))
        {
            one.Map(api);
        }

        if (noun == ApiDocument.Noun)
        {
            api.MapApiDocument(document);
        }

        return routes;
    }

    /// <summary>The word that the endpoints a path may lead to begin with; empty where there are none.</summary>
    public static string NounOf(PathString path)
    {
        if (!path.StartsWithSegments(Root, StringComparison.OrdinalIgnoreCase, out var rest) || !rest.HasValue)
        {
            return "";
        }

        var word = rest.Value.AsSpan(1);
        var end = word.IndexOf('/');
        return ApiNouns.Find(end < 0 ? word : word[..end]);
    }

    private static RouteGroupBuilder Group(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(Root).WithMetadata(ApiRoute.Mark);
        ((IEndpointConventionBuilder)api).Finally(StandardRefusals.Add);
        return api;
    }

    private static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        options.Converters.Add(new UtcTimeConverter());
        foreach (var area in Areas)
        {
            options.TypeInfoResolverChain.Insert(0, area);
        }
    }
}
