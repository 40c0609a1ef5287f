using Microsoft.Extensions.Logging;
using TmuxBuilder.Agent.Channel;
using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Builder.Publishing;
using TmuxBuilder.Builder.Runs;
using TmuxBuilder.Checks;
using TmuxBuilder.Checks.Reports;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Builder.Proof;

/// <summary>
/// Carries out <c>check.sh</c>: opens a built folder or a published site of the session and prints the report. The
/// check of a site is that of the release it shows, and counts at the turn's end, too.
/// </summary>
internal sealed partial class CheckCalls(
    BuilderOptions options,
    SessionFolders folders,
    FolderChecks builtFolders,
    ReleaseChecks releases,
    CheckFiles files,
    ISiteStore sites,
    TimeProvider clock,
    ILogger<CheckCalls> logger)
{
    public const int Passed = 0;
    public const int NotPassed = 1;
    public const int Refused = 2;
    public const int NotMade = 3;

    private const string Busy = "other checks of this project are under way already; wait for them.";

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Returns the script's exit status: 0 passed, 1 not passed, 2 wrong arguments or refused, 3 no check was made.
    /// </summary>
    public async Task<int> CheckAsync(
        SessionRunner runner,
        AgentCall call,
        Func<string, CancellationToken, Task> output,
        CancellationToken cancellationToken)
    {
        var agentFolder = options.AgentFolder ?? folders.FolderOf(runner.Session);
        if (!CheckArguments.TryParse(call.Arguments, agentFolder, out var arguments, out var problem))
        {
            await output(problem, cancellationToken);
            return Refused;
        }

        runner.Post(new RunnerEvent.Spoke());
        try
        {
            return await InLineAsync(runner, arguments, output, cancellationToken);
        }
        catch (Exception failure)
            when (failure is PublishException
                or IOException
                or UnauthorizedAccessException
                or StoreUnavailableException)
        {
            // Told as an end: a script that is left without one would call again for ever.
            LogFailed(runner.Session, failure);
            await output("Not checked: nothing can be stored here just now; try again in a minute.", cancellationToken);
            return NotMade;
        }
    }

    private async Task<int> InLineAsync(
        SessionRunner runner,
        CheckArguments arguments,
        Func<string, CancellationToken, Task> output,
        CancellationToken cancellationToken)
    {
        using var time = new CancellationTokenSource(Longest, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, time.Token);
        try
        {
            using var place = await runner.Checks.TryEnterAsync(limit.Token);
            return place is null
                ? await NotMadeAsync(Busy, output, cancellationToken)
                : arguments.Directory is { } directory
                    ? await CheckFolderAsync(runner, directory, output, limit.Token)
                    : await CheckSiteAsync(runner, arguments.Url, output, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return await NotMadeAsync("it took too long; try again.", output, cancellationToken);
        }
    }

    private async Task<int> CheckFolderAsync(
        SessionRunner runner,
        string directory,
        Func<string, CancellationToken, Task> output,
        CancellationToken cancellationToken)
    {
        switch (await builtFolders.CheckAsync(runner.Session, directory, cancellationToken))
        {
            case (_, { } refusal):
                await output($"Refused: {refusal.Reason}", cancellationToken);
                await output($"Cure: {refusal.Cure}", cancellationToken);
                return Refused;
            case (CheckOutcome.Checked(var report, _), _):
                return await PrintAsync(runner, directory, report, output, cancellationToken);
            case (CheckOutcome.NotRun(var reason), _):
                return await NotMadeAsync(reason, output, cancellationToken);
            default:
                throw new System.Diagnostics.UnreachableException("A folder was neither checked nor refused.");
        }
    }

    private async Task<int> CheckSiteAsync(
        SessionRunner runner,
        Uri? address,
        Func<string, CancellationToken, Task> output,
        CancellationToken cancellationToken)
    {
        var own = await sites.ListAsync(runner.Session, cancellationToken);
        if (await ChooseAsync(own, address, cancellationToken) is not { CurrentRelease: { } release } site)
        {
            await output(
                address is null || own.Any(one => one.IsAt(address))
                    ? "Refused: nothing is published there yet; ./check.sh --dist code/dist checks what was built."
                    : "Refused: that address is none of this project's sites.",
                cancellationToken);
            return Refused;
        }

        var check = await releases.CheckAsync(runner, site, release, null, cancellationToken);
        return check.Reason is { } reason
            ? await NotMadeAsync(reason, output, cancellationToken)
            : await files.ReadReportAsync(runner.Session, check.Report, cancellationToken) is { } report
                ? await PrintAsync(runner, site.Name, report, output, cancellationToken)
                : await NotMadeAsync("the report is gone.", output, cancellationToken);
    }

    /// <summary>The site at the address, or that of which something was published last.</summary>
    private async Task<Site?> ChooseAsync(
        IReadOnlyList<Site> own, Uri? address, CancellationToken cancellationToken)
    {
        if (address is not null)
        {
            return own.FirstOrDefault(site => site.IsAt(address));
        }

        var (newest, since) = ((Site?)null, DateTimeOffset.MinValue);
        foreach (var site in own)
        {
            if (site.CurrentRelease is { } current
                && await sites.FindReleaseAsync(site.Id, current, cancellationToken) is { } release
                && (release.ServedAt ?? release.CreatedAt) is var at
                && at > since)
            {
                (newest, since) = (site, at);
            }
        }

        return newest;
    }

    private static async Task<int> PrintAsync(
        SessionRunner runner,
        string what,
        CheckReport report,
        Func<string, CancellationToken, Task> output,
        CancellationToken cancellationToken)
    {
        var errors = report.Findings.Count(finding => finding.Severity == CheckSeverity.Error);
        await runner.Pump.PostAsync(
            new ActivityEvent(
                ActivityTypes.Test,
                CheckWords.Outcome(what, report.Passed, report.Pages.Count, errors, report.Findings.Count - errors),
                Turn: runner.Turn?.Id,
                TraceId: runner.Turn?.TraceId),
            cancellationToken);
        foreach (var line in report.ToJson().Split('\n'))
        {
            await output(line, cancellationToken);
        }

        return report.Passed ? Passed : NotPassed;
    }

    private static async Task<int> NotMadeAsync(
        string reason, Func<string, CancellationToken, Task> output, CancellationToken cancellationToken)
    {
        await output($"Not checked: {reason}", cancellationToken);
        return NotMade;
    }

    [LoggerMessage(LogLevel.Warning, "Session {SessionId}: a check that the agent asked for failed")]
    private partial void LogFailed(SessionId sessionId, Exception failure);
}
