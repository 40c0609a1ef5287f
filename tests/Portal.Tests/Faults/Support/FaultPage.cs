using System.Collections.Concurrent;

namespace TmuxBuilder.Portal.Tests.Faults.Support;

/// <summary>
/// A page that is watched: whatever test it is of, it must not break, ask by native dialogs, speak to another host or
/// tell anybody where it was.
/// </summary>
public sealed class FaultPage : IAsyncDisposable
{
    private const float Patience = 60_000;

    private readonly Uri home;
    private readonly string test;
    private readonly ConcurrentQueue<string> wrongs = new();
    private int pictures;

    public FaultPage(IPage page, Uri home, string test)
    {
        (Page, this.home, this.test) = (page, home, test);
        page.SetDefaultTimeout(Patience);
        page.PageError += (_, thrown) => wrongs.Enqueue($"the page threw: {thrown}");
        page.Dialog += (_, dialog) =>
        {
            wrongs.Enqueue($"a native {dialog.Type}: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
        page.Console += (_, said) =>
        {
            if (said.Text.Contains("Content Security Policy", StringComparison.Ordinal))
            {
                wrongs.Enqueue(said.Text);
            }
        };
        page.Context.Request += (_, request) => Watch(request);
    }

    public IPage Page { get; }

    /// <summary>Every request of the page so far, as its method and address.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public Task GotoAsync(string path) => Page.GotoAsync(path, new() { WaitUntil = WaitUntilState.Commit });

    public ILocator Text(string text) => Page.GetByText(text).First;

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).First;

    /// <summary>Waits for words of a designed state, and keeps a picture of it.</summary>
    public async Task ShowsAsync(string words)
    {
        await Text(words).WaitForAsync();
        await PictureAsync();
    }

    public Task<byte[]> PictureAsync() => Page.ScreenshotAsync(new()
    {
        Path = Path.Combine(AppContext.BaseDirectory, "pictures", "faults", $"{test}-{++pictures}.png"),
    });

    /// <summary>Nothing sticks out of the page to the right, where nobody could scroll to.</summary>
    public async Task FitsAsync()
    {
        const string Widest =
            "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]";
        var widths = await Page.EvaluateAsync<int[]>(Widest);
        Assert.True(widths[0] <= widths[1], $"{widths[0]} pixels wide on a page of {widths[1]}");
    }

    public async ValueTask DisposeAsync()
    {
        await Page.Context.CloseAsync();
        Assert.Empty(wrongs);
    }

    private void Watch(IRequest request)
    {
        Requests.Enqueue($"{request.Method} {request.Url}");
        var to = new Uri(request.Url);
        if (to.Scheme is "http" or "https" && to.Authority != home.Authority)
        {
            wrongs.Enqueue($"asked another host: {request.Method} {request.Url}");
        }

        if (request.Headers.TryGetValue("referer", out var referer))
        {
            wrongs.Enqueue($"told {to.Authority} that it was at {referer}");
        }
    }
}
