using System.Text.Json.Serialization;

namespace TmuxBuilder.Agent.Profiles;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ClaudeEntry))]
[JsonSerializable(typeof(ClaudeStatus))]
internal sealed partial class ProfileJson : JsonSerializerContext;
