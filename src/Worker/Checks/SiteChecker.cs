using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using TmuxBuilder.Agent.Sandbox;
using TmuxBuilder.Checks.Browser;
using TmuxBuilder.Checks.Crawling;
using TmuxBuilder.Checks.Exits;
using TmuxBuilder.Checks.Reports;
using TmuxBuilder.Checks.Rules;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Gateway;
using TmuxBuilder.SiteHost;

namespace TmuxBuilder.Checks;

/// <summary>Checks one site at a time, each in a browser of its own that ends with the check.</summary>
internal sealed partial class SiteChecker(
    CheckOptions options,
    IServiceProvider services,
    TimeProvider time,
    ILoggerFactory loggers,
    ILogger<SiteChecker> logger)
    : ISiteChecks, IDisposable
{
    private readonly SemaphoreSlim turn = new(1);
    private readonly BrowserGroup group = new(services.GetService<Confinement>() ?? Confinement.Find());

    public async Task<CheckOutcome> CheckAsync(CheckRequest request, CancellationToken cancellationToken)
    {
        var (programs, problem) = BrowserPrograms.Find(options.Chromium);
        if (programs is null)
        {
            return new CheckOutcome.NotRun(problem);
        }

        if (!await TakeTurnAsync(cancellationToken))
        {
            return new CheckOutcome.NotRun("Other websites are being checked, so this one was not checked now.");
        }

        try
        {
            return await CheckAsync(request, programs, cancellationToken);
        }
        catch (BrowserStartException failure)
        {
            LogNotStarted(request.Session, failure);
            return new CheckOutcome.NotRun(failure.Message);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task<bool> TakeTurnAsync(CancellationToken cancellationToken)
    {
        if (turn.Wait(0, cancellationToken))
        {
            return true;
        }

        using var patience = new CancellationTokenSource(options.WaitLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await turn.WaitAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<CheckOutcome> CheckAsync(
        CheckRequest request, BrowserPrograms programs, CancellationToken cancellationToken)
    {
        var scope = Scope(request.Target);
        var folder = BrowserSandbox.MakeFolder(options.RunFolder, time);
        try
        {
            var socket = BrowserSandbox.Socket(folder);
            await using var exit = await OpenExitAsync(request, scope, socket, cancellationToken);
            return await CheckAsync(request, scope, folder, programs, cancellationToken);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<CheckOutcome> CheckAsync(
        CheckRequest request,
        SiteScope scope,
        string folder,
        BrowserPrograms programs,
        CancellationToken cancellationToken)
    {
        var began = time.GetUtcNow();
        var clock = time.GetTimestamp();
        var findings = new FindingList();
        using var limit = new CancellationTokenSource(options.Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        await using var browser = await ConfinedBrowser.StartAsync(
            folder, programs, options, group, time, cancellationToken);
        await using var atTheEnd = either.Token.Register(browser.Kill);
        var crawl = new SiteCrawl(
            browser, scope, findings, options, time, request.Target is CheckTarget.Folder, request.Progress);
        try
        {
            await crawl.RunAsync(either.Token);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && IsEnd(e, browser, limit.Token))
        {
            ExplainEnd(browser, crawl, findings, limit.IsCancellationRequested);
        }

        cancellationToken.ThrowIfCancellationRequested();
        var elapsed = time.GetElapsedTime(clock);
        var list = findings.ToList();
        var first = crawl.Visited.Count > 0 ? crawl.Visited[0] : null;
        var report = new CheckReport(
            CheckReport.CurrentVersion,
            list.All(finding => finding.Severity != CheckSeverity.Error),
            scope.Start.AbsoluteUri,
            began,
            (long)elapsed.TotalMilliseconds,
            [.. crawl.Visited.Select(page => page.Page)],
            list,
            first?.Bytes ?? 0,
            first?.Requests ?? 0);
        LogChecked(request.Session, report.Passed, report.Pages.Count, report.Findings.Count, elapsed);
        return new CheckOutcome.Checked(report, crawl.Pictures);
    }

    private static bool IsEnd(Exception e, ConfinedBrowser browser, CancellationToken limit) =>
        e is OperationCanceledException or TimeoutException
        || (e is PlaywrightException && (browser.Ended.IsCompleted || limit.IsCancellationRequested));

    private static void ExplainEnd(ConfinedBrowser browser, SiteCrawl crawl, FindingList findings, bool isTime)
    {
        var (rule, detail) = browser.TookTooMuchMemory
            ? (CheckRules.MemoryLimit, "The page took more memory than the browser may have; the check was stopped.")
            : isTime
                ? (CheckRules.TimeLimit, "The whole check took longer than it may; it was stopped at this page.")
                : (CheckRules.Crash, "The browser ended while it looked at the page; the check was stopped.");
        findings.Add(rule, crawl.Current, detail);
    }

    private SiteScope Scope(CheckTarget target) => target switch
    {
        CheckTarget.Folder(var path, var host, var others) { IsSecure: var isSecure } =>
            new(new Uri($"{(isSecure ? "https" : "http")}://{host}/"), [], others, new ReleaseFiles(path, time)),
        CheckTarget.Address(var url, var release, var hosts) => new(url, hosts, [], new ReleaseFiles(release, time)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private async Task<IAsyncDisposable> OpenExitAsync(
        CheckRequest request, SiteScope scope, string socket, CancellationToken cancellationToken) =>
        request.Target is CheckTarget.Folder
            ? await FolderExit.OpenAsync(scope, socket, services, time, loggers, cancellationToken)
            : RestrictedProxy.Open(
                request.Session,
                socket,
                [.. scope.Reached],
                refusal => LogRefused(request.Session, refusal.Reason),
                time,
                loggers);

    [LoggerMessage(
        LogLevel.Information,
        "Session {SessionId} checked: passed {Passed}, {Pages} pages, {Findings} findings in {Elapsed}")]
    private partial void LogChecked(SessionId sessionId, bool passed, int pages, int findings, TimeSpan elapsed);

    [LoggerMessage(LogLevel.Warning, "Session {SessionId} was not checked: the browser did not start")]
    private partial void LogNotStarted(SessionId sessionId, Exception exception);

    [LoggerMessage(LogLevel.Debug, "A page of session {SessionId} was refused a connection: {Reason}")]
    private partial void LogRefused(SessionId sessionId, string reason);
}
