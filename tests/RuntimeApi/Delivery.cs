namespace TmuxBuilder.Testing;

/// <summary>How an event reaches the function.</summary>
public sealed record Delivery
{
    public static Delivery Plain { get; } = new();

    /// <summary>The size of the chunks it is sent in; its length is told instead when there is none.</summary>
    public int? ChunkSize { get; init; }

    /// <summary>The size of the packets everything is sent in.</summary>
    public int? PacketSize { get; init; }

    /// <summary>Where the first packet ends and the second begins.</summary>
    public int? SplitAt { get; init; }

    /// <summary>Said to be when the invocation must have ended; half a minute from now unless said.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>The connection is closed after the event, which is said ahead or not.</summary>
    public bool SaysClose { get; init; }
}
