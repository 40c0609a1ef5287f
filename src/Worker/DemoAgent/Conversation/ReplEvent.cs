namespace TmuxBuilder.DemoAgent.Conversation;

/// <summary>What can happen to the conversation. A closed family.</summary>
internal abstract record ReplEvent
{
    private ReplEvent()
    {
    }

    public sealed record Typed(byte[] Bytes) : ReplEvent;

    public sealed record TurnEnded : ReplEvent;

    /// <summary>Input ended or a signal came; <paramref name="Status"/> is what the process ends with.</summary>
    public sealed record Leave(int Status, string Reason) : ReplEvent;
}
