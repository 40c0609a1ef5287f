using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Turns;

/// <summary>The receipts of a turn's message, in words.</summary>
internal static class Receipts
{
    public static ActivityEvent Of(Turn turn, Delivery delivery) => Of(turn, delivery, delivery switch
    {
        Delivery.Typed => "Message handed to the builder",
        Delivery.Accepted => "Message accepted",
        Delivery.Working => "Work has begun",
        Delivery.Answered => "Answered",
        _ => "Message received",
    });

    public static ActivityEvent Of(Turn turn, Delivery delivery, string text) =>
        DeliveryEvents.Of(turn, delivery, text, turn.TraceId);
}
