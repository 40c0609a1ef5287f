using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;
using TmuxBuilder.Agent.Processes;

namespace TmuxBuilder.Checks.Browser;

/// <summary>
/// A browser of its own for one check, in its sandbox, watched from outside. Disposing it ends every process of it,
/// whatever its pages do.
/// </summary>
internal sealed class ConfinedBrowser : IAsyncDisposable
{
    /// <summary>
    /// Registering one neither succeeds nor fails: the library's own refusal answers with nothing, which sound pages
    /// take for an error of theirs.
    /// </summary>
    private const string NoWorkers =
        "if (self.ServiceWorkerContainer) ServiceWorkerContainer.prototype.register = () => new Promise(() => {});";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WatchInterval = TimeSpan.FromMilliseconds(200);

    private static readonly string[] Switches =
    [
        "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-extensions", "--deny-permission-prompts",
        "--disable-component-update", "--disable-sync", "--disk-cache-size=33554432", "--renderer-process-limit=3",
        "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ];

    private readonly string folder;
    private readonly CheckOptions options;
    private readonly BrowserGroup group;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource stopping = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IPlaywright? playwright;
    private IBrowser? browser;
    private Task watching = Task.CompletedTask;

    private ConfinedBrowser(string folder, CheckOptions options, BrowserGroup group, TimeProvider time)
    {
        this.folder = folder;
        this.options = options;
        this.group = group;
        this.time = time;
    }

    /// <summary>Completes as soon as the browser has ended, by itself or by force.</summary>
    public Task Ended => ended.Task;

    /// <summary>Whether it was ended because it took too much memory.</summary>
    public bool TookTooMuchMemory { get; private set; }

    /// <summary>Starts a browser whose way out is the socket in <paramref name="folder"/>.</summary>
    /// <exception cref="BrowserStartException">It does not start here.</exception>
    public static async Task<ConfinedBrowser> StartAsync(
        string folder,
        BrowserPrograms programs,
        CheckOptions options,
        BrowserGroup group,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var confined = new ConfinedBrowser(folder, options, group, time);
        try
        {
            await confined.StartAsync(programs, cancellationToken);
            return confined;
        }
        catch (Exception e)
        {
            await confined.DisposeAsync();
            if (e is PlaywrightException or TimeoutException)
            {
                throw new BrowserStartException("The browser does not start in its sandbox on this machine.", e);
            }

            throw;
        }
    }

    /// <summary>A profile of its own, which denies and forgets everything.</summary>
    /// <param name="anyCertificate">Whether certificates tell nothing, for there is nobody else to reach.</param>
    public async Task<IBrowserContext> OpenContextAsync(int width, int height, bool anyCertificate)
    {
        var context = await browser!.NewContextAsync(new()
        {
            AcceptDownloads = false,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new() { Width = width, Height = height },
            Locale = "en-US",
            TimezoneId = "UTC",
            IgnoreHTTPSErrors = anyCertificate,
        });
        await context.AddInitScriptAsync(NoWorkers);
        return context;
    }

    /// <summary>
    /// Whether it has ended, once something it was asked for failed: its end is often seen later than what it breaks.
    /// </summary>
    public async Task<bool> HasEndedAsync(CancellationToken cancellationToken)
    {
        var doubt = Task.Delay(WatchInterval * 4, time, cancellationToken);
        return await Task.WhenAny(ended.Task, doubt) == ended.Task;
    }

    /// <summary>Ends all its processes at once.</summary>
    public void Kill()
    {
        try
        {
            var text = File.ReadAllText(BrowserSandbox.ProcessFile(folder));
            var process = int.Parse(text, CultureInfo.InvariantCulture);

            // The number may be another's by now; the folder's name is in nobody else's command line.
            if (File.ReadAllText($"/proc/{process}/cmdline").Contains(folder, StringComparison.Ordinal))
            {
                using var found = Process.GetProcessById(process);
                found.Kill();
            }
        }
        catch (Exception gone)
            when (gone is IOException or ArgumentException or InvalidOperationException or FormatException)
        {
            // It has ended, or has never begun.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await watching;
        Kill();
        try
        {
            await (browser?.CloseAsync() ?? Task.CompletedTask).WaitAsync(CloseLimit, time);
        }
        catch (Exception closed) when (closed is PlaywrightException or TimeoutException or ObjectDisposedException)
        {
            // Killed is closed.
        }

        try
        {
            playwright?.Dispose();
        }
        catch (ObjectDisposedException)
        {
            // A driver that has died is disposed of by its own library, which may do so at this very moment.
        }

        group.Remove();
        ended.TrySetResult();
        stopping.Dispose();
    }

    private async Task StartAsync(BrowserPrograms programs, CancellationToken cancellationToken)
    {
        var program = await BrowserSandbox.WriteAsync(folder, programs, options, group, cancellationToken);
        playwright = await WaitOrDropAsync(Playwright.CreateAsync(), static late => late.Dispose(), cancellationToken);
        var launching = playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = program,
            Args = Switches,
            IgnoreDefaultArgs = ["--disable-popup-blocking"],
            Proxy = new() { Server = BrowserSandbox.ProxyAddress, Bypass = "<-loopback>" },
            Env = new Dictionary<string, string>(),
            Timeout = (float)StartLimit.TotalMilliseconds,
        });
        browser = await WaitOrDropAsync(launching, static _ => { }, cancellationToken);
        browser.Disconnected += (_, _) => ended.TrySetResult();
        watching = WatchAsync();
    }

    private async Task<T> WaitOrDropAsync<T>(Task<T> starting, Action<T> drop, CancellationToken cancellationToken)
    {
        try
        {
            return await starting.WaitAsync(StartLimit, time, cancellationToken);
        }
        catch
        {
            _ = starting.ContinueWith(
                late =>
                {
                    if (late.IsCompletedSuccessfully)
                    {
                        drop(late.Result);
                    }
                },
                TaskScheduler.Default);
            throw;
        }
    }

    private async Task WatchAsync()
    {
        try
        {
            var number = await File.ReadAllTextAsync(BrowserSandbox.ProcessFile(folder), stopping.Token);
            var process = int.Parse(number, CultureInfo.InvariantCulture);
            using var timer = new PeriodicTimer(WatchInterval, time);
            while (await timer.WaitForNextTickAsync(stopping.Token))
            {
                var held = ProcessMemory.Measure(process);
                if (held > options.MemoryBytes)
                {
                    TookTooMuchMemory = true;
                    Kill();
                    held = 0;
                }

                if (held == 0)
                {
                    ended.TrySetResult();
                    return;
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or FormatException)
        {
            // The check is over, or the browser is.
        }
    }
}
