using System.Text.Json.Serialization;
using TmuxBuilder.Api.Conventions;

namespace TmuxBuilder.Api.Sites;

/// <summary>JSON of sites and resources.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(DeploymentsView))]
[JsonSerializable(typeof(SitesView))]
[JsonSerializable(typeof(ReleasesView))]
[JsonSerializable(typeof(SwitchBody))]
[JsonSerializable(typeof(SwitchAccepted))]
[JsonSerializable(typeof(ResourcesView))]
internal sealed partial class SitesJson : JsonSerializerContext;
