using Microsoft.Playwright;
using TmuxBuilder.Checks.Browser;
using TmuxBuilder.Checks.Exits;
using TmuxBuilder.Checks.Inspection;
using TmuxBuilder.Checks.Pages;
using TmuxBuilder.Checks.Reports;
using TmuxBuilder.Checks.Rules;

namespace TmuxBuilder.Checks.Crawling;

/// <summary>Opens the pages of a site one after the other, from the first to those it leads to.</summary>
internal sealed class SiteCrawl
{
    private const string Nowhere = "tb-no-such-page";
    private const double CrawlingShare = 0.7;

    // A page may lead on to its better address once by itself.
    private const int ReplacedDocuments = 3;

    private readonly ConfinedBrowser browser;
    private readonly SiteScope scope;
    private readonly FindingList findings;
    private readonly CheckOptions options;
    private readonly TimeProvider time;
    private readonly bool isOwnExit;
    private readonly IProgress<string>? progress;
    private readonly long began;
    private readonly SiteLinks links;
    private readonly PageVisit visit;
    private readonly List<VisitedPage> visited = [];
    private readonly Queue<Uri> waiting = [];
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private Task<PageSession>? spare;

    /// <param name="isOwnExit">Whether all that the browser reaches is served by the check itself.</param>
    public SiteCrawl(
        ConfinedBrowser browser,
        SiteScope scope,
        FindingList findings,
        CheckOptions options,
        TimeProvider time,
        bool isOwnExit,
        IProgress<string>? progress)
    {
        this.browser = browser;
        this.scope = scope;
        this.findings = findings;
        this.options = options;
        this.time = time;
        this.isOwnExit = isOwnExit;
        this.progress = progress;
        began = time.GetTimestamp();
        links = new(scope, findings);
        visit = new(scope, findings, new ControlProbe(findings), new FormProbe(scope, findings, time));
    }

    /// <summary>The pages opened so far.</summary>
    public IReadOnlyList<VisitedPage> Visited => visited;

    /// <summary>The page that is looked at now.</summary>
    public string Current { get; private set; } = "/";

    public CheckScreenshots Pictures { get; private set; } = new(null, null);

    /// <summary>Opens them all, or as many as may be.</summary>
    /// <exception cref="OperationCanceledException">The check is over, or the browser has ended.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var context = await browser.OpenContextAsync(PageVisit.Width, PageVisit.Height, anyCertificate: isOwnExit)
            .WaitAsync(options.StepLimit, time, cancellationToken);
        Enqueue(scope.Start);
        var isUsable = true;
        while (isUsable && MayOpenMore && waiting.TryDequeue(out var address))
        {
            isUsable = await VisitAsync(context, address, cancellationToken);
        }

        if (isUsable && waiting.Count > 0)
        {
            findings.Add(
                CheckRules.PageLimit,
                "/",
                $"The first {visited.Count} pages were opened, at least {waiting.Count} more were not.");
        }

        var nowhere = isUsable && links.HasRoutes ? await LookNowhereAsync(context, cancellationToken) : null;
        links.Conclude(visited, nowhere);
    }

    /// <summary>A long site on a busy machine is none that never rests: its first pages are proof enough.</summary>
    private bool MayOpenMore =>
        visited.Count < options.MaxPages && time.GetElapsedTime(began) < options.Limit * CrawlingShare;

    private void Enqueue(Uri address)
    {
        if (known.Add(SiteLinks.Key(address)))
        {
            waiting.Enqueue(address);
        }
    }

    /// <summary>Looks at a page; says whether the browser is still good for another.</summary>
    private async Task<bool> VisitAsync(IBrowserContext context, Uri address, CancellationToken cancellationToken)
    {
        Current = SiteScope.PathOf(address);
        progress?.Report($"Checking {Current}");
        var before = visited.Count;
        var page = spare ?? OpenAsync(context, address, cancellationToken);
        spare = null;
        try
        {
            await LookAsync(context, await page, address, cancellationToken);
            return true;
        }
        catch (OperationCanceledException) when (IsUsable(cancellationToken))
        {
            // The page was abandoned, and the finding says why.
            return true;
        }
        catch (PlaywrightException failure) when (IsUsable(cancellationToken))
        {
            if (await browser.HasEndedAsync(cancellationToken))
            {
                throw;
            }

            AddUnread(failure, page.IsCompletedSuccessfully ? (await page).Watch.Documents : 0);
            return true;
        }
        catch (TimeoutException) when (IsUsable(cancellationToken))
        {
            // A page that never rests may hold up the others of its site too.
            findings.Add(
                CheckRules.TimeLimit, Current, "The page does not come to rest; those after it were not looked at.");
            return false;
        }
        finally
        {
            if (visited.Count == before)
            {
                visited.Add(new(Current, address, new(Current, 0, ""), null, ""));
            }

            _ = CloseAsync(page);
        }
    }

    /// <summary>A page that could not be looked at however often: nothing is known of it, so it cannot pass.</summary>
    private void AddUnread(PlaywrightException failure, int documents)
    {
        if (documents >= ReplacedDocuments)
        {
            findings.Add(CheckRules.RedirectLoop, Current, "The page is replaced again and again.");
        }
        else
        {
            findings.Add(
                CheckRules.Unreadable, Current, $"The page cannot be looked at: {failure.Message.Split('\n')[0]}");
        }
    }

    private async Task LookAsync(
        IBrowserContext context, PageSession page, Uri address, CancellationToken cancellationToken)
    {
        var seen = await visit.LookAsync(page, address, visited.Count == 0 ? pictures => Pictures = pictures : null);
        visited.Add(seen);
        known.Add(SiteLinks.Key(seen.Address));
        foreach (var next in links.Follow(seen))
        {
            Enqueue(next);
        }

        // Opening a page takes as long as looking at a small one: the next is opened meanwhile.
        spare = MayOpenMore && waiting.TryPeek(out var after) ? OpenAsync(context, after, cancellationToken) : null;
        if (seen.Facts is { } facts)
        {
            await visit.TryAsync(page, address, facts, cancellationToken);
        }
    }

    private Task<PageSession> OpenAsync(IBrowserContext context, Uri address, CancellationToken cancellationToken) =>
        PageSession.OpenAsync(
            context, scope, findings, SiteScope.PathOf(address), browser.Ended, options, time, cancellationToken);

    /// <summary>Nobody waits for a page to close: one that hangs goes with its browser.</summary>
    private static async Task CloseAsync(Task<PageSession> opening)
    {
        try
        {
            await (await opening).DisposeAsync();
        }
        catch (Exception e) when (e is PlaywrightException or TimeoutException or OperationCanceledException)
        {
            // It never opened, and the visit has said why.
        }
    }

    private bool IsUsable(CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested && !browser.Ended.IsCompleted;

    /// <summary>What the application shows at an address that means nothing to it.</summary>
    private async Task<string?> LookNowhereAsync(IBrowserContext context, CancellationToken cancellationToken)
    {
        var isHash = visited.Any(page => page.Address.Fragment.StartsWith("#/", StringComparison.Ordinal));
        var address = new Uri(scope.Start, isHash ? $"#/{Nowhere}" : $"/{Nowhere}");
        try
        {
            await using var page = await PageSession.OpenAsync(
                context, scope, new FindingList(), Nowhere, browser.Ended, options, time, cancellationToken);
            await page.GoAsync(address);
            return await page.CallAsync("tb.text()");
        }
        catch (Exception failed) when (failed is PlaywrightException or TimeoutException
            || (failed is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }
}
