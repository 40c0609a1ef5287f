using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using TmuxBuilder.Api.Access;
using TmuxBuilder.Api.Conventions;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Api.Hosting;

/// <summary>The OpenAPI document, built from the endpoints.</summary>
internal static class ApiDocument
{
    public const string Name = "v1";

    private const string SessionPattern = "^[0-9a-f]{64}$";
    private const string IdPattern = "^[0-9a-f]{32}$";

    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi(Name, options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer(Describe);
        options.AddOperationTransformer(DescribeOperation);
        options.AddSchemaTransformer(DescribeSchema);
    });

    public static void MapApiDocument(this IEndpointRouteBuilder routes) =>
        routes.MapOpenApi($"/openapi/{Name}.json").RequireCaller(Role.Public).LimitRate(RateLimit.Public);

    private static Task Describe(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken token)
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
        var rule = context.Description.ActionDescriptor.EndpointMetadata.OfType<AccessRule>().LastOrDefault();
        if (rule is not null)
        {
            var roles = rule.Roles.Select(role => (JsonNode)role.ToString().ToLowerInvariant());
            operation.AddExtension("x-roles", new JsonNodeExtension(new JsonArray([.. roles])));
        }

        return Task.CompletedTask;
    }

    private static Task DescribeSchema(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken token)
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
