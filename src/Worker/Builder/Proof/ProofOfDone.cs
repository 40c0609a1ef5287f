using TmuxBuilder.Builder.Publishing;
using TmuxBuilder.Builder.Runs;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sites;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Proof;

/// <summary>
/// Sees to it that a turn is done only when what it published was looked at. Each step can be repeated: what was found
/// is stored with the release, and told in one step with the turn's end.
/// </summary>
internal sealed class ProofOfDone(
    ISiteStore sites, SiteRecords records, ReleaseChecks checks, Verdicts verdicts, TimeProvider time)
{
    private const int MostRounds = 3;
    private const int MostSites = 5;
    private const string TooMany = "More websites were published at once than are checked, so this one was not.";

    /// <summary>
    /// The sites whose current release the turn published, or shall mend, or that nobody has looked at since it was
    /// published: those of a publish that ended after its turn.
    /// </summary>
    public async Task<IReadOnlyList<ProvedSite>> ListAsync(Turn turn, CancellationToken cancellationToken)
    {
        var list = new List<ProvedSite>();
        foreach (var site in await sites.ListAsync(turn.Session, cancellationToken))
        {
            if (await FindShownAsync(site, cancellationToken) is { } shown
                && (shown.Turn == turn.Id
                    || turn.Repair?.Releases.Contains(shown.Id) == true
                    || (site.State == SiteState.Propagating && shown.Check is null)))
            {
                list.Add(new ProvedSite(site, shown));
            }
        }

        return list;
    }

    /// <summary>
    /// Has every release looked at that the turn answers for and that was not yet, once no deploy is under way; one
    /// that is replaced meanwhile, so many times at most.
    /// </summary>
    /// <exception cref="PublishException">The session was taken over.</exception>
    public async Task MakeAsync(SessionRunner runner, Turn turn, CancellationToken cancellationToken)
    {
        await AwaitDeploysAsync(runner, cancellationToken);
        for (var round = 0; round < MostRounds; round++)
        {
            var list = await ListAsync(turn, cancellationToken);
            var open = list.Where(proved => IsOpen(proved, round)).ToList();
            foreach (var (index, (site, shown)) in open.Index())
            {
                using var place = await runner.Checks.EnterAsync(cancellationToken);
                var progress = new CheckProgress(runner, turn);
                await (index < MostSites
                    ? checks.CheckAsync(runner, site, shown.Id, progress, cancellationToken)
                    : checks.LeaveOutAsync(runner, site, shown.Id, TooMany, cancellationToken));
            }

            if (open.Count == 0)
            {
                return;
            }
        }
    }

    /// <summary>A check that could not be made when the agent asked for it is tried once more.</summary>
    private static bool IsOpen(ProvedSite proved, int round) =>
        round == 0 ? proved.Check is not { WasMade: true } : proved.Check is null;

    /// <summary>
    /// The agent may have ended its work before its deploys. One that takes too long is not waited for; it shows
    /// nothing any more once the turn has ended.
    /// </summary>
    private async Task AwaitDeploysAsync(SessionRunner runner, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(Deployer.Longest, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            await runner.Deploys.WaitAsync(limit.Token);
            runner.Deploys.Release();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // What is published already is looked at.
        }
    }

    /// <summary>Writes down how each site stands after its check, and says what that comes to.</summary>
    /// <param name="unproved">Why what nobody looked at was not.</param>
    /// <exception cref="PublishException">The session was taken over.</exception>
    public async Task<Verdict> ConcludeAsync(
        SessionRunner runner, Turn turn, string unproved, LeaseToken lease, CancellationToken cancellationToken)
    {
        var proved = new List<ProvedSite>();
        foreach (var (site, found) in await ListAsync(turn, cancellationToken))
        {
            var shown = found.Check is null
                ? await LeaveOutAsync(runner, site, found, unproved, cancellationToken)
                : found;
            proved.Add(new ProvedSite(await SettleAsync(site, shown, lease, cancellationToken), shown));
        }

        return await verdicts.ComposeAsync(
            turn.Session, proved, turn.Repair?.Attempt ?? 0, turn.Id, turn.TraceId, cancellationToken);
    }

    /// <summary>
    /// Sites that a turn published and whose check no turn makes any more stand as they do without one, and say so.
    /// </summary>
    public async Task SettleAsync(SessionRunner runner, LeaseToken lease, CancellationToken cancellationToken)
    {
        foreach (var site in await sites.ListAsync(lease.Session, cancellationToken))
        {
            if (await FindShownAsync(site, cancellationToken) is not { } found)
            {
                continue;
            }

            var isLeft = site.State != SiteState.Publishing && found is { Turn: not null, Check: null };
            if (isLeft || site.State == SiteState.Propagating)
            {
                var shown = isLeft
                    ? await LeaveOutAsync(runner, site, found, CheckWords.WorkEnded, cancellationToken)
                    : found;
                var settled = await SettleAsync(site, shown, lease, cancellationToken);
                if (isLeft || settled.State != site.State)
                {
                    runner.Pump.Post(SiteEvents.StateChanged(settled, shown));
                }
            }
        }
    }

    private async Task<Release> LeaveOutAsync(
        SessionRunner runner, Site site, Release shown, string reason, CancellationToken cancellationToken) =>
        shown with { Check = await checks.LeaveOutAsync(runner, site, shown.Id, reason, cancellationToken) };

    private async Task<Site> SettleAsync(
        Site site, Release shown, LeaseToken lease, CancellationToken cancellationToken)
    {
        var state = await records.StateAsync(site, shown, cancellationToken);
        return await records.ChangeAsync(
            site.Id,
            lease,
            found => found.CurrentRelease == shown.Id && found.State != SiteState.Publishing
                ? found with { State = state }
                : found,
            cancellationToken);
    }

    private async Task<Release?> FindShownAsync(Site site, CancellationToken cancellationToken) =>
        site.CurrentRelease is { } current
            ? await sites.FindReleaseAsync(site.Id, current, cancellationToken)
            : null;
}
