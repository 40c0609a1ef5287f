using TmuxBuilder.Core.Turns;
using TmuxBuilder.Core.Usage;

namespace TmuxBuilder.Api.Admin;

/// <summary>A turn as admins see it: with the cause of its end.</summary>
public sealed record SessionTurnView
{
    public required string Id { get; init; }

    public required long Number { get; init; }

    public required string State { get; init; }

    public required string Origin { get; init; }

    public required int Attempts { get; init; }

    public string? PromptFile { get; init; }

    /// <summary>In a sentence for the client.</summary>
    public string? Reason { get; init; }

    /// <summary>For admins.</summary>
    public string? Cause { get; init; }

    public DateTimeOffset? ParkedUntil { get; init; }

    /// <summary>What went wrong and was borne, oldest first.</summary>
    public IReadOnlyList<SetbackView> Setbacks { get; init; } = [];

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public required UsageView Usage { get; init; }

    /// <summary>The <c>X-Request-Id</c> of the call that caused it.</summary>
    public string? TraceId { get; init; }

    internal static SessionTurnView From(Turn turn, UsageTotals usage) => new()
    {
        Id = turn.Id.Value,
        Number = turn.Number,
        State = turn.State.Wire,
        Origin = turn.Origin.Wire,
        Attempts = turn.Attempts,
        PromptFile = turn.PromptFile,
        Reason = turn.Reason,
        Cause = turn.Cause,
        ParkedUntil = turn.ParkedUntil,
        Setbacks = [.. turn.Setbacks.Select(SetbackView.From)],
        CreatedAt = turn.CreatedAt,
        StartedAt = turn.StartedAt,
        EndedAt = turn.EndedAt,
        Usage = UsageView.From(usage),
        TraceId = turn.TraceId,
    };
}
