using System.Collections.Concurrent;
using TmuxBuilder.Portal.Tests.Support;

namespace TmuxBuilder.Portal.Tests.Faults.Support;

/// <summary>
/// A page that is watched: whatever test it is of, it must not break, ask by native dialogs, speak to another host or
/// tell anybody where it was.
/// </summary>
public sealed class FaultPage : IAsyncDisposable
{
    // What a request that never ended would have said of itself is not waited for.
    private static readonly TimeSpan Leave = TimeSpan.FromSeconds(5);

    private readonly Uri home;
    private readonly ConcurrentQueue<string> wrongs = new();
    private readonly ConcurrentQueue<Task> looks = new();
    private int pictures;

    public FaultPage(IPage page, Uri home)
    {
        (Page, this.home) = (page, home);
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
        page.Context.Request += (_, request) => looks.Enqueue(LookAsync(request));
    }

    public IPage Page { get; }

    /// <summary>A host that is only asked because somebody followed a link to it.</summary>
    public string? Followed { get; set; }

    /// <summary>Every request of the page so far, as its method and address.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public Task GotoAsync(string path) => Page.GotoAsync(path, new() { WaitUntil = WaitUntilState.Commit });

    public ILocator Text(string text) => Page.GetByText(text).First;

    /// <summary>Waits until the application is there and its socket open.</summary>
    public Task IsLiveAsync() => Page
        .GetByRole(AriaRole.Status)
        .GetByText("Live", new() { Exact = true })
        .First
        .WaitForAsync(new() { State = WaitForSelectorState.Attached });

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).First;

    /// <summary>Waits for words of a designed state, and keeps a picture of it.</summary>
    public async Task ShowsAsync(string words)
    {
        await Text(words).WaitForAsync();
        await PictureAsync();
    }

    public Task<byte[]> PictureAsync() => Page.KeepPictureAsync($"faults/{TestName()}-{++pictures}");

    public Task FitsAsync() => Page.AssertFitsAsync(TestName());

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAny(Task.WhenAll(looks), Task.Delay(Leave, TimeProvider.System, FaultWorld.Token));
        await Page.Context.CloseAsync();
        Assert.Empty(wrongs);
    }

    private async Task LookAsync(IRequest request)
    {
        Requests.Enqueue($"{request.Method} {request.Url}");
        var to = new Uri(request.Url);
        if (to.Scheme is "http" or "https" && to.Authority != home.Authority && to.Authority != Followed)
        {
            wrongs.Enqueue($"asked another host: {request.Method} {request.Url}");
        }

        try
        {
            if ((await request.AllHeadersAsync()).TryGetValue("referer", out var referer)
                && referer.Length > 0)
            {
                wrongs.Enqueue($"told {to.Authority} that it was at {referer}");
            }
        }
        catch (PlaywrightException)
        {
            // It never left: it was cancelled, or refused by the test.
        }
    }

    /// <summary>What the test is called, as a file may be.</summary>
    private static string TestName()
    {
        var name = TestContext.Current.Test?.TestDisplayName.Split("Tests.")[^1] ?? "";
        return new string([.. name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-').Take(90)]);
    }
}
