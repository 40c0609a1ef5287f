using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Usage;

/// <summary>What one call of the model cost.</summary>
/// <param name="CallId">The model's own id of the message; within its session, a repeat adds nothing.</param>
/// <param name="Turn">The turn it was made for; <see langword="null"/> when none ran.</param>
/// <param name="Client">The address the session belongs to, in lower case.</param>
/// <param name="Model">The model that answered; empty when it did not say.</param>
public sealed record UsageRecord(
    string CallId,
    SessionId Session,
    TurnId? Turn,
    string Client,
    DateTimeOffset At,
    UsageTotals Amount,
    string Model = "");
