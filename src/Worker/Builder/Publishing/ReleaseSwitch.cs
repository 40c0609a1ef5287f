using Microsoft.Extensions.Logging;
using TmuxBuilder.Builder.Runs;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Builder.Publishing;

/// <summary>
/// Carries out rollbacks and redeploys: a release that was shown before is promoted again, at the same address. It
/// needs no agent. Each step can be repeated, so a command cut short is done by the session's next owner.
/// </summary>
internal sealed partial class ReleaseSwitch(
    ISiteStore sites,
    ISitePublisher publisher,
    SiteRecords records,
    DeployLeftovers leftovers,
    TimeProvider time,
    ILogger<ReleaseSwitch> logger)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Does what the command says, or tells the client why not; false when it has to wait for a deploy.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The records could not be read or written.</exception>
    /// <exception cref="OwnershipLostException">The lease has passed on: its next owner does it.</exception>
    public async Task<bool> RunAsync(
        SessionRunner runner, LeaseToken lease, Command command, CancellationToken cancellationToken)
    {
        if (!await runner.Deploys.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            return false;
        }

        using var limit = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await SwitchAsync(runner, lease, command, either.Token);
        }
        catch (Exception failure) when (IsOurs(failure, cancellationToken))
        {
            LogFailed(runner.Session, command.Kind, failure);
            if (!await records.IsOwnedAsync(lease, cancellationToken))
            {
                throw new OwnershipLostException(leaseLost: true, "The session was taken over within a rollback.");
            }

            await TellAsync(runner, command, ActivityTypes.Warning, Sentence(command), cancellationToken);
            await leftovers.SettleAsync(runner, lease, cancellationToken);
        }
        finally
        {
            runner.Deploys.Release();
        }

        return true;
    }

    private async Task SwitchAsync(
        SessionRunner runner, LeaseToken lease, Command command, CancellationToken cancellationToken)
    {
        if (await FindAsync(runner.Session, command, cancellationToken) is not (var site, var release))
        {
            await TellAsync(
                runner,
                command,
                ActivityTypes.Warning,
                "That version of the site is not there any more.",
                cancellationToken);
            return;
        }

        site = await records.ChangeAsync(
            site.Id, lease, found => found with { State = SiteState.Publishing }, cancellationToken);
        await runner.Pump.PostAsync(
            SiteEvents.StateChanged(site) with { TraceId = command.TraceId }, cancellationToken);
        await records.CheckOwnedAsync(lease, cancellationToken);
        if (command.Kind == CommandKind.Redeploy)
        {
            await publisher.EnsureAsync(site, cancellationToken);
        }

        if (!await publisher.PromoteAsync(site, release.Id, cancellationToken))
        {
            await records.PutAsync(release with { PrunedAt = time.GetUtcNow() }, lease, cancellationToken);
            throw new PublishException("the files of the release are gone.");
        }

        site = await records.ShowAsync(site, release, lease, cancellationToken);
        await TellAsync(
            runner, command, ActivityTypes.Status, $"{site.Name} shows the version you chose", cancellationToken);
        await runner.Pump.PostAsync(
            SiteEvents.StateChanged(site, release) with { TraceId = command.TraceId }, cancellationToken);
        LogDone(runner.Session, release.Id);
    }

    private async Task<(Site Site, Release Release)?> FindAsync(
        SessionId session, Command command, CancellationToken cancellationToken)
    {
        if (ReleasePayload.Parse(command.Payload) is not { } payload
            || !SiteId.TryParse(payload.SiteId, null, out var id)
            || await sites.FindAsync(id, cancellationToken) is not { } site
            || site.Session != session)
        {
            return null;
        }

        var releases = await sites.ListReleasesAsync(id, cancellationToken);
        return releases.FirstOrDefault(release => release.Id.Value == payload.ReleaseId) is { CanBeServed: true } named
            && (command.Kind == CommandKind.Rollback || named.Id == site.CurrentRelease)
                ? (site, named)
                : null;
    }

    private static Task TellAsync(
        SessionRunner runner, Command command, string type, string text, CancellationToken cancellationToken) =>
        runner.Pump.PostAsync(new ActivityEvent(type, text, TraceId: command.TraceId), cancellationToken);

    private static string Sentence(Command command) => command.Kind == CommandKind.Redeploy
        ? "The site could not be put out again; it shows what it showed before."
        : "The site could not go back to that version; it shows what it showed before.";

    /// <summary>
    /// What the publisher could not do; what the store could not is tried again, and another owner does the rest.
    /// </summary>
    private static bool IsOurs(Exception failure, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested
        && failure is (IOException or PublishException or OperationCanceledException)
        && failure is not StoreUnavailableException;

    [LoggerMessage(LogLevel.Information, "Session {SessionId}: release {ReleaseId} is served again")]
    private partial void LogDone(SessionId sessionId, ReleaseId releaseId);

    [LoggerMessage(LogLevel.Warning, "Session {SessionId}: a {Kind} failed")]
    private partial void LogFailed(SessionId sessionId, CommandKind kind, Exception failure);
}
