using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Core.Sweeps;

/// <summary>
/// Looks whether sites that were published can be reached yet. Of those that can, the session's worker is told to say
/// so, once: only the lease's holder writes what becomes of a site.
/// </summary>
public sealed class PropagationWatch(
    ISiteStore sites, ISitePublisher publisher, ICommandStore pending, CommandSender commands, TimeProvider time)
{
    private const int Most = 100;

    // A check that nobody made until then is asked for again.
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>Has the sites checked that can be reached now; returns how many.</summary>
    public async Task<int> LookAsync(CancellationToken cancellationToken)
    {
        var reached = 0;
        var propagating = await sites.ListPropagatingAsync(Most, cancellationToken);
        foreach (var session in propagating.GroupBy(site => site.Session))
        {
            var waiting = await pending.ListPendingAsync(session.Key, time.GetUtcNow(), cancellationToken);
            if (waiting.Any(command => command.Kind == CommandKind.Check))
            {
                continue;
            }

            var there = 0;
            foreach (var site in session)
            {
                var state = await publisher.StateAsync(site, cancellationToken);
                there += state is SiteState.Live or SiteState.Failed ? 1 : 0;
            }

            if (there > 0)
            {
                await commands.SendAsync(
                    session.Key, CommandKind.Check, CommandSender.NoPayload, Lifetime, null, cancellationToken);
                reached += there;
            }
        }

        return reached;
    }
}
