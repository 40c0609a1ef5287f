using System.Text.Json.Serialization;

namespace TmuxBuilder.DemoAgent.Wire;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HookPayload))]
internal sealed partial class WireJson : JsonSerializerContext;
