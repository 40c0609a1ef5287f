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
    /// Tells that the turn's message came to <paramref name="state"/>; its data is <c>{message_id, state}</c>, and
    /// <c>origin</c> when no message of the client's began the turn.
    /// </summary>
    /// <param name="traceId">The call that moved it.</param>
    public static ActivityEvent Of(Turn turn, Delivery state, string text, string? traceId) =>
        Of(turn, DataOf(turn, state), text, traceId);

    /// <summary>Tells where a message that waits stands now; adds <c>queue_position</c>.</summary>
    /// <param name="position">Turns before it that have not ended.</param>
    public static ActivityEvent Waiting(Turn turn, int position) => Of(
        turn,
        DataOf(turn, Delivery.Queued) with { QueuePosition = position },
        position == 0
            ? "Next in line"
            : string.Create(CultureInfo.InvariantCulture, $"{position} before this one"),
        turn.TraceId);

    /// <summary>
    /// Tells until when a message is set aside, without moving its receipt; adds <c>parked_until</c>.
    /// </summary>
    public static ActivityEvent Parked(Turn turn, Delivery state, DateTimeOffset until, string text) => Of(
        turn,
        DataOf(turn, state) with { ParkedUntil = until.UtcDateTime },
        text,
        turn.TraceId);

    private static DeliveryData DataOf(Turn turn, Delivery state) => new(turn.Message.Value, state.Wire)
    {
        Origin = turn.Origin == TurnOrigin.Repair ? turn.Origin.Wire : null,
    };

    private static ActivityEvent Of(Turn turn, DeliveryData data, string text, string? traceId) => new(
        Type, text, JsonSerializer.Serialize(data, ActivityJson.Default.DeliveryData), turn.Id, traceId);
}
