using System.Text.Json;
using System.Text.Json.Serialization;

namespace TmuxBuilder.Api.Access;

/// <summary>JSON read before an endpoint is chosen to run.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(SessionField))]
internal sealed partial class AccessJson : JsonSerializerContext;
