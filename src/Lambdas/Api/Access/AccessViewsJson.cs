using System.Text.Json.Serialization;
using TmuxBuilder.Api.Conventions;

namespace TmuxBuilder.Api.Access;

/// <summary>JSON of signing in, shares, integrations and tickets.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(TokenBody))]
[JsonSerializable(typeof(LoginLinkBody))]
[JsonSerializable(typeof(ClientLoggedIn))]
[JsonSerializable(typeof(ShareCreated))]
[JsonSerializable(typeof(SharesView))]
[JsonSerializable(typeof(IntegrationBody))]
[JsonSerializable(typeof(IntegrationCreated))]
[JsonSerializable(typeof(IntegrationsView))]
[JsonSerializable(typeof(TicketBody))]
[JsonSerializable(typeof(TicketIssued))]
internal sealed partial class AccessViewsJson : JsonSerializerContext;
