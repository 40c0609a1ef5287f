namespace TmuxBuilder.Core.Activity;

/// <summary>An activity entry about to be stored: redacted, filtered and rewritten already.</summary>
public sealed record NewEntry
{
    /// <summary>The frame's type, such as <c>status</c>; unknown types from the agent pass.</summary>
    public required string Type { get; init; }

    /// <summary>Text for people.</summary>
    public required string Message { get; init; }

    /// <summary>The value, as JSON text: a JSON string for the compat types.</summary>
    public required string DataJson { get; init; }

    /// <summary>What the agent said, redacted but not rewritten; <see langword="null"/> when the same.</summary>
    public string? RawMessage { get; init; }

    /// <summary>False when dropped: kept for admins only, beside the entry before it, without a number.</summary>
    public bool Visible { get; init; } = true;

    public required DateTimeOffset Timestamp { get; init; }

    public TurnId? Turn { get; init; }

    /// <summary>The <c>X-Request-Id</c> of the call that caused it.</summary>
    public string? TraceId { get; init; }

    /// <summary>What it changes of the live status.</summary>
    public StatusPatch Status { get; init; } = StatusPatch.None;
}
