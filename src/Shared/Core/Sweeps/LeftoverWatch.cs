using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Resources;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Sweeps;

/// <summary>
/// Looks for publishes that got stuck, and for what was about to be made and may be there without belonging to
/// anything. Only the lease's holder changes what a session has: its worker is told to settle it, again and again until
/// nothing is found any more.
/// </summary>
public sealed class LeftoverWatch(
    ISiteStore sites,
    IResourceLedger ledger,
    ICommandStore pending,
    CommandSender commands,
    SweepOptions options,
    TimeProvider time)
{
    private const int Most = 200;

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>Has all that is found settled; returns what is still there.</summary>
    public async Task<Leftovers> LookAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - options.Making;
        var stuck = (await sites.ListPublishingAsync(Most, cancellationToken))
            .Where(site => site.UpdatedAt < before)
            .ToList();
        var lines = await ledger.ListUnsettledAsync(before, Most, cancellationToken);
        foreach (var session in stuck.Select(site => site.Session).Union(lines.Select(line => line.Session)))
        {
            await SettleAsync(session, cancellationToken);
        }

        return new Leftovers(
            stuck.Count,
            lines.Count(line => line.Kind == ResourceKind.Bucket),
            lines.Count(line => line.Kind == ResourceKind.Distribution),
            lines.Count(line => line.Kind == ResourceKind.User));
    }

    private async Task SettleAsync(SessionId session, CancellationToken cancellationToken)
    {
        var told = await pending.ListPendingAsync(session, time.GetUtcNow(), cancellationToken);
        if (!told.Any(command => command.Kind is CommandKind.Settle or CommandKind.Purge))
        {
            await commands.SendAsync(
                session, CommandKind.Settle, CommandSender.NoPayload, Lifetime, null, cancellationToken);
        }
    }
}
