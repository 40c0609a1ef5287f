using System.ComponentModel.DataAnnotations;
using TmuxBuilder.Core;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Api.Chat;

/// <summary>Asks to cancel work.</summary>
public sealed record CancelTurn
{
    [Required]
    public string Guid { get; init; } = "";

    /// <summary>The turn; without it the one that runs, else the one that waits longest.</summary>
    public string? TurnId { get; init; }

    /// <summary>Reads which turn is named, if any; false when that is no id.</summary>
    internal bool TryRead(out Id<Turn>? named)
    {
        named = Id<Turn>.TryParse(TurnId, null, out var id) ? id : null;
        return TurnId is null || named is not null;
    }
}
