using System.Globalization;
using System.Text.Json;
using TmuxBuilder.Builder.Calls;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Usage;

namespace TmuxBuilder.Builder.Usage;

/// <summary>Says what sessions used so far.</summary>
internal sealed class UsageReports(IUsageStore usage, UsageQueue queue)
{
    /// <summary>Returns when every call that ended before is in the store, or was given up.</summary>
    public Task FlushAsync(CancellationToken cancellationToken) => queue.FlushAsync(cancellationToken);

    public async Task<ActivityEvent> ReadAsync(SessionId session, TurnId? turn, CancellationToken cancellationToken)
    {
        var total = await usage.SessionTotalAsync(session, cancellationToken);
        var ofTurn = turn is { } id
            ? (await usage.TurnTotalsAsync(session, [id], cancellationToken)).GetValueOrDefault(id, UsageTotals.Zero)
            : null;
        var data = JsonSerializer.Serialize(UsageData.Of(total, ofTurn), BuilderJson.Default.UsageData);
        return new ActivityEvent(ActivityTypes.Usage, Words(ofTurn ?? total), data, turn);
    }

    private static string Words(UsageTotals used) => string.Create(
        CultureInfo.InvariantCulture,
        $"{used.Input + used.Output + used.CacheRead + used.CacheWrite:N0} tokens so far");
}
