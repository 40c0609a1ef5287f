using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using TmuxBuilder.Api.Access;
using TmuxBuilder.Api.Conventions;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Api.Hosting;

/// <summary>The OpenAPI document, built from the endpoints or kept from when it was.</summary>
public static class ApiDocument
{
    private const string Name = "v1";
    private const string Path = $"/{Noun}/{Name}.json";

    /// <summary>The word its address begins with.</summary>
    internal const string Noun = "openapi";

    private const string SessionPattern = "^[0-9a-f]{64}$";
    private const string IdPattern = "^[0-9a-f]{32}$";

    /// <summary>Adds what describes the endpoints.</summary>
    public static IServiceCollection AddApiDocument(this IServiceCollection services) =>
        services.AddOpenApi(Name, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.AddDocumentTransformer(Describe);
            options.AddOperationTransformer(DescribeOperation);
            options.AddSchemaTransformer(DescribeSchema);
        });

    internal static void MapApiDocument(this IEndpointRouteBuilder routes) =>
        routes.MapOpenApi(Path).RequireCaller(Role.Public).LimitRate(RateLimit.Public);

    /// <summary>The same from a copy.</summary>
    internal static void MapApiDocument(this IEndpointRouteBuilder routes, Func<Stream> open) =>
        routes.MapGet(Path, () => TypedResults.Stream(open(), "application/json;charset=utf-8"))
            .RequireCaller(Role.Public).LimitRate(RateLimit.Public);

    private static Task Describe(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken token)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Tmux Builder",
            Version = Name,
            Description = "Sessions in which a coding agent builds and publishes websites.",
        };

        // Where it is served says nothing about what it is; the checked-in copy must not name a machine.
        document.Servers = [];
        return Task.CompletedTask;
    }

    private static Task DescribeOperation(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken token)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<AccessRule>().LastOrDefault() is { } rule)
        {
            var roles = rule.Roles.Select(role => (JsonNode)role.ToString().ToLowerInvariant());
            operation.AddExtension("x-roles", new JsonNodeExtension(new JsonArray([.. roles])));
            DescribeSession(operation, rule);
        }

        if (!OriginCheck.IsSafe(context.Description.HttpMethod ?? "") && !metadata.OfType<NoReplay>().Any())
        {
            Add(operation, IdempotencyMiddleware.Header, ParameterLocation.Header, isRequired: false, pattern: null);
        }

        return Task.CompletedTask;
    }

    /// <summary>Names the session where the steps before the endpoint read it and the endpoint does not.</summary>
    private static void DescribeSession(OpenApiOperation operation, AccessRule rule)
    {
        var allowsShare = rule.Allows(Role.Share);
        if (rule.Source == SessionFrom.Route)
        {
            Add(operation, SessionNaming.Guid, ParameterLocation.Path, isRequired: true, allowsShare
                ? null
                : SessionPattern);
        }

        if (rule.Source == SessionFrom.Query)
        {
            Add(operation, SessionNaming.Guid, ParameterLocation.Query, rule.SessionRequired
                && !allowsShare, SessionPattern);
            if (allowsShare)
            {
                Add(operation, SessionNaming.Share, ParameterLocation.Query, isRequired: false, pattern: null);
            }
        }
    }

    private static void Add(
        OpenApiOperation operation, string name, ParameterLocation location, bool isRequired, string? pattern)
    {
        operation.Parameters ??= [];
        if (!operation.Parameters.Any(parameter => parameter.Name == name && parameter.In == location))
        {
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = name,
                In = location,
                Required = isRequired,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = pattern },
            });
        }
    }

    private static Task DescribeSchema(
        OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken token)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type == typeof(DateTimeOffset))
        {
            schema.Type = TypeOf(context, JsonSchemaType.String);
            schema.Format = "date-time";
        }
        else if (type == typeof(SessionId))
        {
            schema.Type = TypeOf(context, JsonSchemaType.String);
            schema.Pattern = SessionPattern;
        }
        else if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Core.Id<>))
        {
            schema.Type = TypeOf(context, JsonSchemaType.String);
            schema.Pattern = IdPattern;
        }

        return Task.CompletedTask;
    }

    private static JsonSchemaType TypeOf(OpenApiSchemaTransformerContext context, JsonSchemaType type) =>
        Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) is null ? type : type | JsonSchemaType.Null;
}
