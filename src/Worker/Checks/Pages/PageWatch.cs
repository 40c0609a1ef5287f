using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using TmuxBuilder.Checks.Exits;
using TmuxBuilder.Checks.Rules;

namespace TmuxBuilder.Checks.Pages;

/// <summary>Listens to one page and turns what happens there into findings.</summary>
internal sealed class PageWatch
{
    private const int FirstError = 400;
    private const int MaxMessages = 2000;
    private const int MaxCharacters = 2_000_000;
    private const int MaxRequests = 1500;
    private const int MaxDocuments = 8;
    private const int MaxMoves = 500;
    private const int MaxIntrusions = 10;
    private const string ResourceMessage = "Failed to load resource";

    private static readonly string[] ForbiddenMessages =
        ["Not allowed to load local resource", "Not allowed to navigate top frame to data URL"];

    private readonly IPage page;
    private readonly SiteScope scope;
    private readonly FindingList findings;
    private readonly ElsewhereRules elsewhere;
    private readonly TaskCompletionSource abandoned = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PageCounters counters = new();

    public PageWatch(IPage page, ICDPSession session, SiteScope scope, FindingList findings, string path)
    {
        this.page = page;
        this.scope = scope;
        this.findings = findings;
        Path = path;
        elsewhere = new(scope, findings);
        page.Request += (_, request) => OnRequest(request);
        page.RequestFinished += (_, _) => Interlocked.Decrement(ref counters.InFlight);
        page.RequestFailed += (_, request) => OnFailed(request);
        page.Response += (_, response) => OnResponse(response);
        page.Console += (_, message) => OnConsole(message);
        page.PageError += (_, error) => OnError(error);
        page.Crash += (_, _) => Abandon(CheckRules.Crash, "The page's process ended, most likely for want of memory.");
        page.FrameNavigated += (_, frame) => OnNavigated(frame);
        page.WebSocket += (_, socket) => elsewhere.OnSocket(Path, socket.Url);
        page.Dialog += (_, dialog) => OnDialog(dialog);
        page.Popup += (_, popup) => OnPopup(popup);
        page.Download += (_, download) => OnDownload(download);
        session.Event("Network.loadingFinished").OnEvent += (_, data) =>
            Interlocked.Add(ref counters.Bytes, (long)data!.Value.GetProperty("encodedDataLength").GetDouble());
        session.Event("Page.frameNavigated").OnEvent += (_, data) => OnDocument(data!.Value.GetProperty("frame"));
        session.Event("Page.frameRequestedNavigation").OnEvent += (_, data) =>
            OnNavigationWanted(data!.Value.GetProperty("url").GetString()!);
        session.Event("Page.windowOpen").OnEvent += (_, _) => OnWindow();
    }

    /// <summary>How the page is named in findings.</summary>
    public string Path { get; set; }

    /// <summary>Whether what happens now was brought about by the check's own clicks.</summary>
    public bool IsPressing { get; set; }

    /// <summary>Completes when the page is not worth going on with; the finding that says why is made.</summary>
    public Task Abandoned => abandoned.Task;

    /// <summary>Requests, dialogs, windows, downloads and the like that the check's clicks brought about.</summary>
    public int Effects => Volatile.Read(ref counters.Effects);

    /// <summary>Navigations of the page itself, those within its document too.</summary>
    public int Navigations => Volatile.Read(ref counters.Navigations);

    /// <summary>Documents the page has shown.</summary>
    public int Documents => Volatile.Read(ref counters.Documents);

    /// <summary>The status the page itself came with last; 0 before any answer.</summary>
    public int Status { get; private set; }

    /// <summary>Where a click wanted to go or send that is not the site; <see langword="null"/> when nowhere.</summary>
    public string? WentElsewhere { get; set; }

    public int Requests => Volatile.Read(ref counters.Requests);

    public long Bytes => Interlocked.Read(ref counters.Bytes);

    public bool IsQuiet => Volatile.Read(ref counters.InFlight) <= 0;

    /// <summary>Judges what the page needs from elsewhere, once it is known what it waits for.</summary>
    /// <param name="optional">Addresses of scripts it does not wait for.</param>
    public void Conclude(IReadOnlyList<string> optional) => elsewhere.Conclude(Path, optional);

    private void OnRequest(IRequest request)
    {
        Interlocked.Increment(ref counters.InFlight);
        if (Interlocked.Increment(ref counters.Requests) > MaxRequests)
        {
            Abandon(CheckRules.OutputLimit, Text($"The page made more than {MaxRequests} requests."));
        }

        if (!Uri.TryCreate(request.Url, UriKind.Absolute, out var address)
            || address.Scheme is "data" or "blob" or "about")
        {
            return;
        }

        if (scope.Owns(address))
        {
            Interlocked.Add(ref counters.Effects, IsPressing && RequestKinds.IsSaying(request) ? 1 : 0);
        }
        else if (IsPressing)
        {
            // A mail or telephone program that opens is no other site.
            WentElsewhere = address.Scheme is "http" or "https" ? ElsewhereRules.Name(address) : WentElsewhere;
            Interlocked.Increment(ref counters.Effects);
        }
        else
        {
            elsewhere.OnRequest(Path, request, address, RequestKinds.IsMain(request, page));
        }
    }

    private void OnResponse(IResponse response)
    {
        if (RequestKinds.IsMain(response.Request, page))
        {
            Status = response.Status;
        }

        if (response.Status < FirstError
            || !Uri.TryCreate(response.Url, UriKind.Absolute, out var address)
            || !scope.Owns(address))
        {
            return;
        }

        var detail = Text($"{SiteScope.PathOf(address)} answers with status {response.Status}.");
        if (RequestKinds.IsMain(response.Request, page))
        {
            if (IsPressing)
            {
                findings.Add(CheckRules.PageStatus, Path, detail);
            }
        }
        else if (address.AbsolutePath != "/favicon.ico")
        {
            elsewhere.Expect(response.Url);
            Found(RequestKinds.RuleOf(response.Request), detail);
        }
    }

    private void OnFailed(IRequest request)
    {
        Interlocked.Decrement(ref counters.InFlight);
        if (request.Failure is { } failure
            && failure != "net::ERR_ABORTED"
            && Uri.TryCreate(request.Url, UriKind.Absolute, out var address)
            && scope.Owns(address)
            && !RequestKinds.IsMain(request, page))
        {
            elsewhere.Expect(request.Url);
            Found(RequestKinds.RuleOf(request), $"{SiteScope.PathOf(address)} does not load ({failure}).");
        }
    }

    private void OnConsole(IConsoleMessage message)
    {
        var text = message.Text;
        if (Interlocked.Increment(ref counters.Messages) > MaxMessages
            || Interlocked.Add(ref counters.Characters, text.Length) > MaxCharacters)
        {
            Abandon(CheckRules.OutputLimit, "The page writes to the console without end.");
        }
        else if (Array.Exists(ForbiddenMessages, start => text.StartsWith(start, StringComparison.Ordinal)))
        {
            Found(CheckRules.AddressForbidden, $"The page asks for what is no page of the web: {text}");
        }
        else if (message.Type == "error"
            && !text.StartsWith(ResourceMessage, StringComparison.Ordinal)
            && !elsewhere.Explains(text))
        {
            Found(CheckRules.ConsoleError, text);
        }
    }

    private void OnNavigated(IFrame frame)
    {
        if (frame == page.MainFrame && Interlocked.Increment(ref counters.Navigations) > MaxMoves)
        {
            Abandon(CheckRules.OutputLimit, "The page goes on changing its address.");
        }
    }

    /// <summary>An address that changes while one scrolls is no new document; a reload is one.</summary>
    private void OnDocument(JsonElement frame)
    {
        if (!frame.TryGetProperty("parentId", out _)
            && Interlocked.Increment(ref counters.Documents) > MaxDocuments
            && !IsPressing)
        {
            Abandon(CheckRules.RedirectLoop, "The page goes on reloading or leading elsewhere by itself.");
        }
    }

    private void OnError(string error)
    {
        if (!elsewhere.Explains(error))
        {
            Found(CheckRules.ScriptException, error);
        }
    }

    private void OnNavigationWanted(string url)
    {
        if (url.StartsWith("file:", StringComparison.OrdinalIgnoreCase)
            || url.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
        {
            findings.Add(CheckRules.AddressForbidden, Path, $"The page wants to go to {url}");
        }
        else if (IsPressing && !url.StartsWith("http", StringComparison.OrdinalIgnoreCase))
        {
            // A mail or telephone program would open.
            Interlocked.Increment(ref counters.Effects);
        }
    }

    private void OnDialog(IDialog dialog)
    {
        if (dialog.Type == DialogType.BeforeUnload)
        {
            // The browser asks, not the page, because of what the check has typed in.
            _ = QuietlyAsync(dialog.AcceptAsync());
            return;
        }

        Intrude(CheckRules.Dialog, $"The page shows a dialog by itself: {dialog.Message}");
        _ = QuietlyAsync(dialog.DismissAsync());
    }

    private void OnPopup(IPage popup)
    {
        OnWindow();
        _ = QuietlyAsync(popup.CloseAsync());
    }

    private void OnWindow() => Intrude(CheckRules.Popup, "The page opens a window by itself.");

    private void OnDownload(IDownload download) =>
        Intrude(CheckRules.Download, $"The page begins a download by itself: {download.SuggestedFilename}");

    private void Intrude(CheckRule rule, string detail)
    {
        Interlocked.Increment(ref counters.Effects);
        if (!IsPressing)
        {
            findings.Add(rule, Path, detail);
        }

        if (Interlocked.Increment(ref counters.Intrusions) > MaxIntrusions)
        {
            Abandon(rule, detail);
        }
    }

    private void Found(CheckRule rule, string detail) => findings.Add(rule, Path, detail);

    private void Abandon(CheckRule rule, string detail)
    {
        // The finding first: who hears that the page was abandoned may make the report at once.
        if (Interlocked.Exchange(ref counters.Abandoned, 1) == 0)
        {
            findings.Add(rule, Path, detail);
            abandoned.SetResult();
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static async Task QuietlyAsync(Task ending)
    {
        try
        {
            await ending;
        }
        catch (PlaywrightException)
        {
            // It went with its page.
        }
    }
}
