using System.Text.Json.Serialization;

namespace TmuxBuilder.Gateway.Model.Metering;

/// <summary>An answer, or an event of a streamed one, as far as it is looked at; everything may be absent.</summary>
internal sealed record ModelMessage(
    string? Type,
    string? Id,
    string? Model,
    string? StopReason,
    ModelMessage.Counts? Usage,
    ModelMessage? Message,
    ModelMessage.Changes? Delta,
    ModelMessage.Fault? Error)
{
    internal sealed record Counts(
        long? InputTokens,
        long? OutputTokens,
        long? CacheReadInputTokens,
        long? CacheCreationInputTokens,
        CacheWritten? CacheCreation);

    /// <summary>What of the cache was written for an hour; the rest is for five minutes.</summary>
    internal sealed record CacheWritten(
        [property: JsonPropertyName("ephemeral_1h_input_tokens")] long? Ephemeral1hInputTokens);

    internal sealed record Changes(string? StopReason);

    internal sealed record Fault(string? Type);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ModelMessage))]
internal sealed partial class ModelJson : JsonSerializerContext;
