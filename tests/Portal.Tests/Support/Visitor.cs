using System.Collections.Concurrent;

namespace TmuxBuilder.Portal.Tests.Support;

/// <summary>Somebody with a browser of their own: no cookies, nothing stored, nothing said by the console.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> complaints = new();

    private Visitor(IPage page, int width)
    {
        (Page, Width) = (page, width);
        page.Console += (_, said) =>
        {
            if (said.Type == "error")
            {
                complaints.Enqueue(said.Text);
            }
        };
        page.PageError += (_, error) => complaints.Enqueue(error);
        page.Dialog += (_, dialog) =>
        {
            complaints.Enqueue($"A native dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
    }

    public IPage Page { get; }

    public IBrowserContext Context => Page.Context;

    public int Width { get; }

    /// <summary>One view at a time, chosen at the bottom.</summary>
    public bool IsPhone => Width < 768;

    /// <summary>The list of projects has a place of its own beside the chat.</summary>
    public bool IsWide => Width >= 1024;

    public ILocator Composer => Page.GetByRole(AriaRole.Textbox, new() { Name = "Message", Exact = true });

    /// <summary>What the console and the page's own errors said so far, but for <paramref name="expected"/>.</summary>
    public IEnumerable<string> Complaints(string expected = "\0") =>
        complaints.Where(said => !said.Contains(expected, StringComparison.OrdinalIgnoreCase));

    public static async Task<Visitor> OpenAsync(PortalHost portal, int width) =>
        new(await portal.Browser.OpenAsync(portal.Host.Url, width), width);

    public Task GoToClientAsync(string guid) => Page.GotoAsync($"/client?guid={guid}");

    public async Task SayAsync(string message)
    {
        await Composer.FillAsync(message);
        await Composer.PressAsync("Enter");
    }

    /// <summary>Shows chat, activity or sites, wherever they are at this width.</summary>
    public async Task ShowAsync(string view)
    {
        if (IsPhone)
        {
            await Page.GetByRole(AriaRole.Navigation, new() { Name = "Views" }).GetByRole(
                AriaRole.Button, new() { Name = view }).ClickAsync();
        }
        else if (view != "Chat")
        {
            await Page.GetByRole(AriaRole.Tab, new() { Name = view }).ClickAsync();
        }
    }

    public async Task OpenProjectsAsync()
    {
        if (!IsWide)
        {
            await Page.GetByRole(AriaRole.Button, new() { Name = "Projects", Exact = true }).ClickAsync();
        }
    }

    /// <summary>Keeps a picture, and holds the page to what everybody must be able to use.</summary>
    public Task SeeAsync(string name) => Page.SeeAsync($"{name}-{Width}");

    public async ValueTask DisposeAsync() => await Context.CloseAsync();
}
