using Microsoft.Extensions.Logging;
using TmuxBuilder.Builder.Publishing;
using TmuxBuilder.Builder.Runs;
using TmuxBuilder.Checks;
using TmuxBuilder.Checks.Reports;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;
using TmuxBuilder.Core.Text;

namespace TmuxBuilder.Builder.Proof;

/// <summary>
/// Opens releases in a browser, each once: what came of it is stored with the release, whoever asked first.
/// </summary>
internal sealed partial class ReleaseChecks(
    ISiteChecks checks,
    ISiteStore sites,
    ISitePublisher publisher,
    SiteRecords records,
    CheckFiles files,
    TimeProvider time,
    ILogger<ReleaseChecks> logger)
{
    private const string Unable = "The website could not be opened for a check on this machine just now.";

    /// <summary>
    /// What came of the release's check, which is made now unless it was. The caller has its place in the session's
    /// <see cref="CheckLine"/>.
    /// </summary>
    /// <exception cref="PublishException">The session was taken over, or the release is gone.</exception>
    public async Task<ReleaseCheck> CheckAsync(
        SessionRunner runner,
        Site site,
        ReleaseId release,
        IProgress<string>? progress,
        CancellationToken cancellationToken)
    {
        var stored = await sites.FindReleaseAsync(site.Id, release, cancellationToken)
            ?? throw new PublishException("the release is gone.");
        if (stored.Check is { WasMade: true } known)
        {
            return known;
        }

        var target = await TargetAsync(site, release, cancellationToken);
        var check = await MakeAsync(runner, site, release, target, progress, cancellationToken);
        await StoreAsync(runner, site.Id, release, check, cancellationToken);
        return check;
    }

    /// <summary>
    /// Opens the release that a site shows at the site's address, unless that was done. Of one that cannot be opened
    /// what was found in its files stands. False when visitors do not reach it there.
    /// </summary>
    /// <exception cref="PublishException">The session was taken over, or the release is gone.</exception>
    public async Task<bool> OpenAsync(
        SessionRunner runner, Site site, ReleaseId release, CancellationToken cancellationToken)
    {
        var stored = await sites.FindReleaseAsync(site.Id, release, cancellationToken)
            ?? throw new PublishException("the release is gone.");
        if (stored.Check is { WasMade: true, AtAddress: true })
        {
            return true;
        }

        var target = await TargetAsync(site, release, cancellationToken);
        if (target is CheckTarget.Folder)
        {
            return false;
        }

        var check = await MakeAsync(runner, site, release, target, null, cancellationToken);
        if (check.WasMade || stored.Check is not { WasMade: true })
        {
            await StoreAsync(runner, site.Id, release, check, cancellationToken);
        }

        return true;
    }

    /// <summary>Says of a release that it is not looked at, and why.</summary>
    public async Task<ReleaseCheck> LeaveOutAsync(
        SessionRunner runner, Site site, ReleaseId release, string reason, CancellationToken cancellationToken)
    {
        var check = NotMade(reason);
        await StoreAsync(runner, site.Id, release, check, cancellationToken);
        return check;
    }

    /// <summary>Has a target opened; a checker that breaks down made no check, and that is told as such.</summary>
    public async Task<CheckOutcome> LookAsync(
        SessionId session, CheckTarget target, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        try
        {
            return await checks.CheckAsync(new CheckRequest(session, target, progress), cancellationToken) switch
            {
                CheckOutcome.Checked made => made with { Report = Redacted(made.Report) },
                var other => other,
            };
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogBrokeDown(session, failure);
            return new CheckOutcome.NotRun(Unable);
        }
    }

    /// <summary>Those of all sites of the session.</summary>
    public async Task<IReadOnlyList<string>> HostsAsync(SessionId session, CancellationToken cancellationToken) =>
        [.. (await sites.ListAsync(session, cancellationToken)).Select(site => new Uri(site.Url).Authority)];

    private async Task<ReleaseCheck> MakeAsync(
        SessionRunner runner,
        Site site,
        ReleaseId release,
        CheckTarget? target,
        IProgress<string>? progress,
        CancellationToken cancellationToken)
    {
        if (target is null)
        {
            return NotMade("The files of this version are not kept any more, so it was not checked.");
        }

        var atAddress = target is CheckTarget.Address;
        switch (await LookAsync(runner.Session, target, progress, cancellationToken))
        {
            case CheckOutcome.Checked(var report, var pictures):
                var keep = new CheckFiles.Place(runner.Session, site, release, atAddress, Lease(runner));
                var (whole, small) = await files.KeepPicturesAsync(keep, pictures, cancellationToken);
                return new ReleaseCheck
                {
                    At = report.CheckedAt,
                    Passed = report.Passed,
                    AtAddress = atAddress,
                    Pages = report.Pages.Count,
                    Errors = report.Findings.Count(finding => finding.Severity == CheckSeverity.Error),
                    Warnings = report.Findings.Count(finding => finding.Severity == CheckSeverity.Warning),
                    Report = await files.KeepReportAsync(keep, report, cancellationToken),
                    Screenshot = whole,
                    Thumbnail = small,
                };
            case CheckOutcome.NotRun(var reason):
                return NotMade(reason) with { AtAddress = atAddress };
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>
    /// The live address when visitors reach the release there already, else the same files as the site host serves
    /// them; <see langword="null"/> when they are gone. A site of this machine is always opened from its files: that
    /// its host just starts, or listens elsewhere than before, is no fault of the site.
    /// </summary>
    private async Task<CheckTarget?> TargetAsync(Site site, ReleaseId release, CancellationToken cancellationToken)
    {
        if (await publisher.FindFolderAsync(site, release, cancellationToken) is not { } folder)
        {
            return null;
        }

        var address = new Uri(site.Url);
        var hosts = await HostsAsync(site.Session, cancellationToken);
        var now = await sites.FindAsync(site.Id, cancellationToken);
        if (site.IsOfThisMachine
            || now?.CurrentRelease != release
            || await publisher.StateAsync(site, cancellationToken) != SiteState.Live)
        {
            return new CheckTarget.Folder(folder, address.Authority, hosts)
            {
                IsSecure = address.Scheme == Uri.UriSchemeHttps,
            };
        }

        return new CheckTarget.Address(address, folder, hosts);
    }

    private Task StoreAsync(
        SessionRunner runner,
        SiteId site,
        ReleaseId release,
        ReleaseCheck check,
        CancellationToken cancellationToken) =>
        records.PutCheckAsync(site, release, check, Lease(runner), cancellationToken);

    private static LeaseToken Lease(SessionRunner runner) =>
        runner.Lease ?? throw new PublishException(Deploy.TakenOver);

    private ReleaseCheck NotMade(string reason) => new() { At = time.GetUtcNow(), Reason = reason };

    /// <summary>Pages may show what nobody is to keep; reports are read by clients, shares and the model.</summary>
    private static CheckReport Redacted(CheckReport report) => report with
    {
        Pages =
        [
            .. report.Pages.Select(page => page with
            {
                Path = SecretRedactor.Redact(page.Path),
                Title = SecretRedactor.Redact(page.Title),
            }),
        ],
        Findings =
        [
            .. report.Findings.Select(finding => finding with
            {
                Page = SecretRedactor.Redact(finding.Page),
                Detail = SecretRedactor.Redact(finding.Detail),
            }),
        ],
    };

    [LoggerMessage(LogLevel.Error, "Session {SessionId}: a check broke down")]
    private partial void LogBrokeDown(SessionId sessionId, Exception failure);
}
