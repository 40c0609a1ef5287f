namespace TmuxBuilder.Core.Usage;

/// <summary>What one session, client, day or model used.</summary>
/// <param name="Key">
/// The session's id, the client's address (empty for clients that are forgotten), the day as <c>yyyy-MM-dd</c>,
/// or the model's name (empty where it was not kept).
/// </param>
public sealed record UsageRow(string Key, UsageTotals Amount);
