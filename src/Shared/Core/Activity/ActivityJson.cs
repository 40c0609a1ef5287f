using System.Text.Json.Serialization;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Activity;

/// <summary>JSON of the values entries carry.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(DeliveryData))]
[JsonSerializable(typeof(SessionStateData))]
[JsonSerializable(typeof(SessionTakenOverData))]
internal sealed partial class ActivityJson : JsonSerializerContext;
