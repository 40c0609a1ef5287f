namespace TmuxBuilder.Core.Usage;

/// <summary>What one session, client or day used.</summary>
/// <param name="Key">
/// The session's id, the client's address (empty for clients that are forgotten), or the day as <c>yyyy-MM-dd</c>.
/// </param>
public sealed record UsageRow(string Key, UsageTotals Amount);
