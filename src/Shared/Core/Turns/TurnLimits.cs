namespace TmuxBuilder.Core.Turns;

/// <summary>The bounds of messages and queues that every surface shares.</summary>
public static class TurnLimits
{
    /// <summary>Characters (Unicode code points) of one message.</summary>
    public const int MaxMessageLength = 32_000;

    /// <summary>Turns that may wait in one session.</summary>
    public const int MaxQueued = 20;

    /// <summary>Whether a message says something and is not too long.</summary>
    public static bool Allows(string message) =>
        !string.IsNullOrWhiteSpace(message)
        && (message.Length <= MaxMessageLength
            || message.Length - message.Count(char.IsLowSurrogate) <= MaxMessageLength);
}
