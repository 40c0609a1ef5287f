using System.Text.Json.Serialization;

namespace TmuxBuilder.Api.Conventions;

/// <summary>JSON of what every area answers.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(Success))]
[JsonSerializable(typeof(SessionAnswer))]
internal sealed partial class ConventionsJson : JsonSerializerContext;
