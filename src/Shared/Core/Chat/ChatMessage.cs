using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Core.Chat;

/// <summary>A line of the chat.</summary>
public sealed record ChatMessage
{
    public required MessageId Id { get; init; }

    public required ChatRole Role { get; init; }

    /// <summary>Markdown; of any length.</summary>
    public required string Content { get; init; }

    public required DateTimeOffset Timestamp { get; init; }

    public TurnId? Turn { get; init; }

    /// <summary>
    /// The sender's own id of a line that begins a turn, by which a repeat is known; <see langword="null"/> when the
    /// sender gave none.
    /// </summary>
    public string? ClientMessageId { get; init; }

    /// <summary>
    /// The receipt of a user's message, or of an instruction of the platform's own; <see langword="null"/> on an
    /// assistant's line and on an answer.
    /// </summary>
    public Delivery? Delivery { get; init; }

    /// <summary>
    /// Where the turn comes from that the line begins, when that is not the client; <see langword="null"/> else.
    /// </summary>
    public TurnOrigin? Origin { get; init; }

    public IReadOnlyList<Attachment> Attachments { get; init; } = [];
}
