using System.Text.Json;

namespace TmuxBuilder.Portal.Tests.Support;

/// <summary>Somebody with a browser of their own: no cookies, nothing stored, nothing said by the console.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private const float Patience = 45_000;

    private static readonly string Pictures =
        Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "portal")).FullName;

    private static readonly Lazy<string> Axe = new(() => File.ReadAllText(
        Path.Combine(Repository.Root, "portal", "node_modules", "axe-core", "axe.min.js")));

    private readonly IBrowserContext context;
    private readonly List<string> complaints = [];

    private Visitor(IBrowserContext context, IPage page, int width)
    {
        this.context = context;
        Page = page;
        Width = width;
        page.Console += (_, said) => complaints.AddRange(said.Type == "error" ? [said.Text] : []);
        page.PageError += (_, error) => complaints.Add(error);
        page.Dialog += (_, dialog) => complaints.Add($"A native dialog: {dialog.Message}");
    }

    public IPage Page { get; }

    public IBrowserContext Context => context;

    public int Width { get; }

    /// <summary>One view at a time, chosen at the bottom.</summary>
    public bool IsPhone => Width < 768;

    /// <summary>The list of projects has a place of its own beside the chat.</summary>
    public bool IsWide => Width >= 1024;

    public ILocator Composer => Page.GetByRole(AriaRole.Textbox, new() { Name = "Message", Exact = true });

    /// <summary>What the console and the page's own errors said so far, but for <paramref name="expected"/>.</summary>
    public IEnumerable<string> Complaints(string expected = "\0") =>
        complaints.Where(said => !said.Contains(expected, StringComparison.OrdinalIgnoreCase));

    public static async Task<Visitor> OpenAsync(PortalHost portal, int width)
    {
        var context = await portal.Browser.NewContextAsync(new()
        {
            BaseURL = portal.Host.Url.ToString(),
            ViewportSize = new() { Width = width, Height = width < 768 ? 780 : 900 },
            HasTouch = width < 1024,
            ReducedMotion = ReducedMotion.Reduce,
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        context.SetDefaultTimeout(Patience);
        SetDefaultExpectTimeout(Patience);
        return new Visitor(context, await context.NewPageAsync(), width);
    }

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
    public async Task SeeAsync(string name)
    {
        await Page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"{name}-{Width}.png") });
        await Page.EvaluateAsync(Axe.Value);
        var found = await Page.EvaluateAsync<JsonElement>(
            "axe.run(document, { resultTypes: ['violations'] }).then(r => r.violations)");
        var serious = found.EnumerateArray()
            .Where(violation => violation.GetProperty("impact").GetString() is "serious" or "critical")
            .Select(violation => $"{violation.GetProperty("id")}: {violation.GetProperty("nodes")[0].GetProperty("html")}");
        Assert.Empty(serious);
        var overflow = await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");
        Assert.True(overflow <= 0, $"{name} is {overflow} px wider than the window of {Width} px.");
    }

    public ValueTask DisposeAsync() => context.DisposeAsync();
}
