namespace TmuxBuilder.Core.Turns;

/// <summary>The bounds of messages and queues that every surface shares.</summary>
public static class TurnLimits
{
    /// <summary>Characters (Unicode code points) of one message.</summary>
    public const int MaxMessageLength = 32_000;

    /// <summary>Turns that may wait in one session.</summary>
    public const int MaxQueued = 20;

    /// <summary>How long a message is, in Unicode code points: an emoji is one.</summary>
    public static int LengthOf(string message) => message.Length - message.Count(char.IsLowSurrogate);
}
