using System.Globalization;
using System.Text.Json;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Core.Chat;

/// <summary>The <c>delivery</c> event: how far a message came, for the receipt beside it.</summary>
public static class DeliveryEvents
{
    public const string Type = "delivery";

    /// <summary>
    /// Tells that <paramref name="message"/> came to <paramref name="state"/>; its data is <c>{message_id, state}</c>.
    /// </summary>
    public static ActivityEvent Of(MessageId message, TurnId turn, Delivery state, string text, string? traceId) =>
        Of(turn, new DeliveryData(message.Value, state.Wire), text, traceId);

    /// <summary>Tells where a message that waits stands now; adds <c>queue_position</c>.</summary>
    /// <param name="position">Turns before it that have not ended.</param>
    public static ActivityEvent Waiting(Turn turn, int position) => Of(
        turn.Id,
        new DeliveryData(turn.Message.Value, Delivery.Queued.Wire) { QueuePosition = position },
        position == 0
            ? "Next in line"
            : string.Create(CultureInfo.InvariantCulture, $"{position} before this one"),
        turn.TraceId);

    /// <summary>
    /// Tells until when a message is set aside, without moving its receipt; adds <c>parked_until</c>.
    /// </summary>
    public static ActivityEvent Parked(Turn turn, Delivery state, DateTimeOffset until, string text) => Of(
        turn.Id,
        new DeliveryData(turn.Message.Value, state.Wire) { ParkedUntil = until.UtcDateTime },
        text,
        turn.TraceId);

    private static ActivityEvent Of(TurnId turn, DeliveryData data, string text, string? traceId) => new(
        Type, text, JsonSerializer.Serialize(data, ActivityJson.Default.DeliveryData), turn, traceId);
}
