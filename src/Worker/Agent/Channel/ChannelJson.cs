using System.Text.Json.Serialization;

namespace TmuxBuilder.Agent.Channel;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(HookPayload))]
[JsonSerializable(typeof(TurnRecord))]
internal sealed partial class ChannelJson : JsonSerializerContext;
