using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace TmuxBuilder.Core.Commands;

/// <summary>JSON of the payloads commands carry.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(CancelPayload))]
[JsonSerializable(typeof(AnswerPayload))]
[JsonSerializable(typeof(PurgePayload))]
[JsonSerializable(typeof(ReleasePayload))]
internal sealed partial class CommandJson : JsonSerializerContext
{
    public static T? Read<T>(string payload, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(payload, type);
        }
        catch (Exception notRead) when (notRead is JsonException or ArgumentException)
        {
            // Half of a surrogate pair is no JSON either, and told of in another way.
            return null;
        }
    }
}
