using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Turns;

/// <summary>One message's way through the agent.</summary>
public sealed record Turn
{
    public required TurnId Id { get; init; }

    public required SessionId Session { get; init; }

    /// <summary>Its place in the session, from 1, given by the store.</summary>
    public long Number { get; init; }

    public TurnState State { get; init; }

    public TurnOrigin Origin { get; init; }

    /// <summary>The chat line it answers.</summary>
    public required MessageId Message { get; init; }

    /// <summary>What the agent is told, whole: the message, with the instructions of its uploads.</summary>
    public required string Text { get; init; }

    public IReadOnlyList<UploadId> Uploads { get; init; } = [];

    /// <summary>How often the agent was started for it.</summary>
    public int Attempts { get; init; }

    /// <summary>The prompt file's name, once chosen; it identifies the delivery in the agent's own records.</summary>
    public string? PromptFile { get; init; }

    /// <summary>What the agent asked, while the turn waits for the answer to it.</summary>
    public Question? Question { get; init; }

    /// <summary>What the agent said last, while the turn waits for the check of what it published.</summary>
    public string? LastWords { get; init; }

    /// <summary>What it shall mend; <see langword="null"/> for any but <see cref="TurnOrigin.Repair"/>.</summary>
    public Repair? Repair { get; init; }

    /// <summary>What went wrong so far and was borne, oldest first.</summary>
    public IReadOnlyList<Setback> Setbacks { get; init; } = [];

    /// <summary>How long the agent has worked on it up to <see cref="WorkingSince"/>.</summary>
    public TimeSpan Worked { get; init; }

    /// <summary>Since when its time runs; <see langword="null"/> while nothing works on it.</summary>
    public DateTimeOffset? WorkingSince { get; init; }

    /// <summary>Why it ended or is parked, in a sentence for the client.</summary>
    public string? Reason { get; init; }

    /// <summary>The cause, for admins.</summary>
    public string? Cause { get; init; }

    /// <summary>When it is taken up again, while it is parked.</summary>
    public DateTimeOffset? ParkedUntil { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The <c>X-Request-Id</c> of the call that caused it, or gave the answer it goes on with.</summary>
    public string? TraceId { get; init; }

    /// <summary>The <c>traceparent</c> of the call that caused it, for whoever goes on with that trace.</summary>
    public string? TraceParent { get; init; }
}
