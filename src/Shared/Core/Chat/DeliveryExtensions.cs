namespace TmuxBuilder.Core.Chat;

public static class DeliveryExtensions
{
    extension(Delivery delivery)
    {
        /// <summary>The name on the wire.</summary>
        public string Wire => delivery switch
        {
            Delivery.Queued => "queued",
            Delivery.Typed => "typed",
            Delivery.Accepted => "accepted",
            Delivery.Working => "working",
            Delivery.Answered => "answered",
            _ => "failed",
        };
    }
}
