namespace TmuxBuilder.Core.Turns;

/// <summary>The bounds of messages and queues that every surface shares.</summary>
public static class TurnLimits
{
    /// <summary>Characters of one message.</summary>
    public const int MaxMessageLength = 32_000;

    /// <summary>Turns that may wait in one session.</summary>
    public const int MaxQueued = 20;
}
