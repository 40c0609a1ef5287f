using System.Security.Cryptography;
using System.Text;
using TmuxBuilder.Builder.Publishing;
using TmuxBuilder.Builder.Runs;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;
using TmuxBuilder.Core.Text;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Proof;

/// <summary>
/// Opens sites where visitors reach them, once they do, and says that they are live, or has the agent mend what is
/// wrong there. Each step can be repeated: what was found is stored with the release, and what is said has ids that
/// follow from the command, so that it is said once.
/// </summary>
internal sealed class LiveChecks(
    ISessionStore sessions,
    ISiteStore sites,
    ISitePublisher publisher,
    ITurnStore turns,
    IChatStore chat,
    SiteRecords records,
    ReleaseChecks checks,
    Verdicts verdicts,
    ActivityRecorder recorder,
    TimeProvider time)
{
    /// <summary>The releases that visitors reach now and that are still to be opened there.</summary>
    public async Task<IReadOnlyList<ProvedSite>> ListOpenAsync(
        SessionId session, CancellationToken cancellationToken) =>
        await sessions.FindAsync(session, cancellationToken) is { IsGone: false }
            ? [.. (await ListReachedAsync(session, cancellationToken)).Where(IsOpen)]
            : [];

    /// <summary>Opens them, one after the other, and returns those that need not be opened again.</summary>
    /// <exception cref="PublishException">The session was taken over.</exception>
    public async Task<IReadOnlyList<ReleaseId>> OpenAsync(
        SessionRunner runner, IReadOnlyList<ProvedSite> open, CancellationToken cancellationToken)
    {
        var opened = new List<ReleaseId>();
        foreach (var (site, shown) in open)
        {
            using var place = await runner.Checks.EnterAsync(cancellationToken);
            if (await checks.OpenAsync(runner, site, shown.Id, cancellationToken))
            {
                opened.Add(shown.Id);
            }
        }

        return opened;
    }

    /// <summary>
    /// Says how the sites stand that visitors reach and that were opened, or cannot be. Others stay as they are.
    /// </summary>
    /// <param name="opened">Those that could not be looked at are among them: what is known of them counts.</param>
    /// <exception cref="PublishException">The session was taken over.</exception>
    /// <exception cref="OwnershipLostException">The session was taken over.</exception>
    public async Task ConcludeAsync(
        SessionRunner runner,
        Command command,
        IReadOnlyList<ReleaseId> opened,
        LeaseToken lease,
        CancellationToken cancellationToken)
    {
        if (!await records.IsOwnedAsync(lease, cancellationToken))
        {
            throw new OwnershipLostException(leaseLost: true, "The session was taken over within a check.");
        }

        // The sites of a session that is gone are opened for nobody, and asked for no more.
        var isGone = await sessions.FindAsync(lease.Session, cancellationToken) is null or { IsGone: true };
        var proved = (await ListReachedAsync(lease.Session, cancellationToken))
            .Where(one => one.Check is not null && (isGone || !IsOpen(one) || opened.Contains(one.Shown.Id)))
            .Select(one => one with
            {
                Site = one.Site with { State = one.Fails ? SiteState.Failed : SiteState.Live },
            })
            .ToList();
        if (!isGone && proved.Count > 0)
        {
            // Told first: a crash between the two tells it again, and never leaves it untold.
            await TellAsync(runner, command, proved, lease, cancellationToken);
        }

        foreach (var (site, shown) in proved)
        {
            await records.ChangeAsync(
                site.Id,
                lease,
                found => found.CurrentRelease == shown.Id && found.State == SiteState.Propagating
                    ? found with { State = site.State }
                    : found,
                cancellationToken);
        }
    }

    private static bool IsOpen(ProvedSite one) =>
        !one.Site.IsOfThisMachine && one.Check is not { WasMade: true, AtAddress: true };

    private async Task<IReadOnlyList<ProvedSite>> ListReachedAsync(
        SessionId session, CancellationToken cancellationToken)
    {
        var list = new List<ProvedSite>();
        foreach (var site in await sites.ListAsync(session, cancellationToken))
        {
            if (site is { State: SiteState.Propagating, CurrentRelease: { } current }
                && await sites.FindReleaseAsync(site.Id, current, cancellationToken) is { } shown
                && await publisher.StateAsync(site, cancellationToken) == SiteState.Live)
            {
                list.Add(new ProvedSite(site, shown));
            }
        }

        return list;
    }

    private async Task TellAsync(
        SessionRunner runner,
        Command command,
        IReadOnlyList<ProvedSite> proved,
        LeaseToken lease,
        CancellationToken cancellationToken)
    {
        var failing = proved.Where(one => one.Fails).ToList();
        var found = await ComposeAsync(failing, await MadeAsync(failing, cancellationToken));
        if (failing.Count > 0 && !await RepairAsync(runner, command, found, cancellationToken))
        {
            found = await ComposeAsync(failing, Repair.MaxAttempts);
            await SayAsync(command, found, lease, cancellationToken);
            await PostAsync(runner, found.Events, cancellationToken);
        }

        var works = await ComposeAsync([.. proved.Where(one => !one.Fails)], 0);
        await PostAsync(runner, works.Events, cancellationToken);

        Task<Verdict> ComposeAsync(IReadOnlyList<ProvedSite> some, int repairs) => verdicts.ComposeAsync(
            lease.Session, some, repairs, turn: null, command.TraceId, cancellationToken);
    }

    /// <summary>
    /// Stores the repair ahead of what waits, with what was found; false when none is left, wanted or has room.
    /// </summary>
    private async Task<bool> RepairAsync(
        SessionRunner runner, Command command, Verdict found, CancellationToken cancellationToken)
    {
        if (found.Repair is not { } repair
            || await sessions.FindAsync(runner.Session, cancellationToken)
                is null or { IsGone: true } or { State: SessionState.Completed })
        {
            return false;
        }

        await runner.Pump.FlushAsync(cancellationToken);
        var message = repair.Message with
        {
            Content = $"{repair.Message.Content}\n\n{SecretRedactor.Redact(found.Words)}",
            Attachments = found.Files,
            ClientMessageId = $"check {command.Id.Value}",
        };
        var receipt = DeliveryEvents.Of(repair.Turn, Delivery.Queued, "A repair follows", command.TraceId);
        var (result, entries) = await turns.SubmitAsync(
            runner.Session,
            new Submission(repair.Turn, message, recorder.Prepare([.. found.Events, receipt])),
            cancellationToken);
        await recorder.SendAsync(runner.Session, entries, cancellationToken);
        return result.Turn is not null;
    }

    /// <summary>
    /// How many repairs led to the releases: each goes on counting where the turn that published it was.
    /// </summary>
    private async Task<int> MadeAsync(IEnumerable<ProvedSite> failing, CancellationToken cancellationToken)
    {
        var made = 0;
        foreach (var one in failing)
        {
            if (one.Shown.Turn is { } id
                && await turns.FindAsync(one.Site.Session, id, cancellationToken) is { Repair: { } repair })
            {
                made = Math.Max(made, repair.Attempt);
            }
        }

        return made;
    }

    private async Task SayAsync(
        Command command, Verdict verdict, LeaseToken lease, CancellationToken cancellationToken)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"check {command.Id.Value}"));
        var line = new ChatMessage
        {
            Id = MessageId.Parse(Convert.ToHexStringLower(hash)[..MessageId.Length]),
            Role = ChatRole.Assistant,
            Content = SecretRedactor.Redact(verdict.Words),
            Timestamp = time.GetUtcNow(),
            Attachments = verdict.Files,
        };
        await chat.AddAsync(lease.Session, line, lease, cancellationToken);
    }

    private static async Task PostAsync(
        SessionRunner runner, IEnumerable<ActivityEvent> events, CancellationToken cancellationToken)
    {
        foreach (var told in events)
        {
            await runner.Pump.PostAsync(told, cancellationToken);
        }
    }
}
