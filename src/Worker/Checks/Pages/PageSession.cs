using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Playwright;
using TmuxBuilder.Checks.Exits;
using TmuxBuilder.Checks.Rules;

namespace TmuxBuilder.Checks.Pages;

/// <summary>One page that is open. Everything asked of it ends within the step's limit.</summary>
internal sealed class PageSession : IAsyncDisposable
{
    private const int QuietRounds = 3;
    private const int MaxAttempts = 4;

    private static readonly TimeSpan QuietPause = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan QuietLimit = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource over;
    private readonly TimeSpan limit;
    private readonly TimeProvider time;
    private readonly PageWorld world;

    private PageSession(
        IPage page,
        ICDPSession session,
        PageWatch watch,
        TimeSpan limit,
        TimeProvider time,
        CancellationTokenSource over)
    {
        Page = page;
        Session = session;
        Watch = watch;
        this.limit = limit;
        this.time = time;
        this.over = over;
        world = new(session);
    }

    public IPage Page { get; }

    public ICDPSession Session { get; }

    public PageWatch Watch { get; }

    /// <summary>Opens an empty page.</summary>
    /// <param name="ended">Completes when the browser has ended.</param>
    public static async Task<PageSession> OpenAsync(
        IBrowserContext context,
        SiteScope scope,
        FindingList findings,
        string path,
        Task ended,
        CheckOptions options,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var limit = options.StepLimit;
        var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _ = ended.ContinueWith(_ => over.Cancel(), TaskScheduler.Default);
        var page = await context.NewPageAsync().WaitAsync(limit, time, over.Token);
        var session = await context.NewCDPSessionAsync(page).WaitAsync(limit, time, over.Token);
        var watch = new PageWatch(page, session, scope, findings, path);
        _ = watch.Abandoned.ContinueWith(_ => over.Cancel(), TaskScheduler.Default);
        var opened = new PageSession(page, session, watch, limit, time, over);
        await opened.StepAsync(Task.WhenAll(
            session.SendAsync("Network.enable"),
            session.SendAsync("Network.setCacheDisabled", new() { ["cacheDisabled"] = true }),
            session.SendAsync("Page.enable")));
        return opened;
    }

    /// <summary>Awaits something asked of the page.</summary>
    /// <exception cref="TimeoutException">It does not answer in time.</exception>
    /// <exception cref="OperationCanceledException">
    /// The page was abandoned, the browser ended, or the check is over.
    /// </exception>
    public async Task<T> StepAsync<T>(Task<T> step)
    {
        try
        {
            return await step.WaitAsync(limit, time, over.Token);
        }
        catch (PlaywrightException) when (over.IsCancellationRequested)
        {
            throw new OperationCanceledException(over.Token);
        }
    }

    /// <inheritdoc cref="StepAsync{T}(Task{T})"/>
    public async Task StepAsync(Task step) => await StepAsync(DoneAsync(step));

    /// <summary>
    /// Goes to an address and waits until the page has come to rest; <see langword="null"/> without an answer.
    /// </summary>
    public async Task<IResponse?> GoAsync(Uri address)
    {
        var going = Page.GotoAsync(
            address.AbsoluteUri, new() { WaitUntil = WaitUntilState.Load, Timeout = (float)limit.TotalMilliseconds });
        IResponse? response = null;
        try
        {
            response = await StepAsync(going);
        }
        catch (PlaywrightException e) when (e.Message.Contains("interrupted by another", StringComparison.Ordinal))
        {
            // The page went on to another address by itself: that is the one to look at.
        }

        await RestAsync();
        return response;
    }

    /// <summary>Waits, not for long, until the page loads nothing more, and scrolls through it once.</summary>
    public async Task RestAsync()
    {
        var quiet = 0;
        for (var waited = TimeSpan.Zero; waited < QuietLimit && quiet < QuietRounds; waited += QuietPause)
        {
            await Task.Delay(QuietPause, time, over.Token);
            quiet = Watch.IsQuiet ? quiet + 1 : 0;
        }

        await WithWorldAsync(() => world.CallAsync("tb.settle()"), isNew: true);
    }

    /// <summary>Calls a function of the page's world.</summary>
    public Task<string> CallAsync(string expression) => WithWorldAsync(() => world.CallAsync(expression), isNew: false);

    /// <summary>Calls a function of the page's world that gives JSON.</summary>
    public async Task<T> ReadAsync<T>(string expression, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(await CallAsync(expression), type)
        ?? throw new InvalidOperationException($"{expression} gave nothing.");

    /// <summary>Calls a function that may lead the page away; <see langword="null"/> when it did.</summary>
    public async Task<string?> TryCallAsync(string expression)
    {
        try
        {
            return await StepAsync(world.CallAsync(expression));
        }
        catch (PlaywrightException)
        {
            return null;
        }
    }

    /// <summary>Has the world know what is listened to.</summary>
    public Task FindListenersAsync() => WithWorldAsync(
        async () =>
        {
            await world.FindListenersAsync();
            return "";
        },
        isNew: false);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Page.CloseAsync().WaitAsync(CloseLimit, time);
        }
        catch (Exception closed) when (closed is PlaywrightException or TimeoutException)
        {
            // It hangs or is gone; the browser's end is its end.
        }

        await over.CancelAsync();
    }

    /// <summary>The document may be replaced at any moment: then its successor is asked.</summary>
    private async Task<string> WithWorldAsync(Func<Task<string>> call, bool isNew)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (isNew || attempt > 1)
                {
                    await StepAsync(world.OpenAsync());
                }

                return await StepAsync(call());
            }
            catch (PlaywrightException) when (attempt < MaxAttempts)
            {
                await Task.Delay(QuietPause, time, over.Token);
            }
        }
    }

    private static async Task<bool> DoneAsync(Task step)
    {
        await step;
        return true;
    }
}
