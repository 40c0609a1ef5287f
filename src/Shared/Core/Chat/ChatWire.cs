namespace TmuxBuilder.Core.Chat;

/// <summary>Names of the chat on the wire.</summary>
public static class ChatWire
{
    extension(Delivery delivery)
    {
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

    extension(ChatRole role)
    {
        public string Wire => role == ChatRole.User ? "user" : "assistant";
    }
}
