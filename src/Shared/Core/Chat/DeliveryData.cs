using System.Text.Json.Serialization;

namespace TmuxBuilder.Core.Chat;

/// <summary>The value of a <c>delivery</c> event.</summary>
internal sealed record DeliveryData(string MessageId, string State)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? QueuePosition { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTime? ParkedUntil { get; init; }

    /// <summary><c>repair</c> when the platform itself asked; left out of a client's messages.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Origin { get; init; }
}
