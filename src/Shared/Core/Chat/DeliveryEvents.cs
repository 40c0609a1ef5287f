using System.Text.Json;
using TmuxBuilder.Core.Activity;

namespace TmuxBuilder.Core.Chat;

/// <summary>The <c>delivery</c> event: how far a message came, for the receipt beside it.</summary>
public static class DeliveryEvents
{
    public const string Type = "delivery";

    /// <summary>
    /// Tells that <paramref name="message"/> came to <paramref name="state"/>; its data is <c>{message_id, state}</c>.
    /// </summary>
    public static ActivityEvent Of(MessageId message, TurnId turn, Delivery state, string text, string? traceId) => new(
        Type,
        text,
        JsonSerializer.Serialize(new DeliveryData(message.Value, state.Wire), ActivityJson.Default.DeliveryData),
        turn,
        traceId);
}
