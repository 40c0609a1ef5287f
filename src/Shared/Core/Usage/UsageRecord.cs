using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Usage;

/// <summary>What one call of the model cost.</summary>
/// <param name="CallId">The model's own id of the message; a repeat adds nothing.</param>
public sealed record UsageRecord(
    string CallId,
    SessionId Session,
    TurnId? Turn,
    string Client,
    DateTimeOffset At,
    UsageTotals Amount);
