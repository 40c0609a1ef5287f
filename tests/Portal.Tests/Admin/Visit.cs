using System.Text.Json;

namespace TmuxBuilder.Portal.Tests.Admin;

/// <summary>One person's browser at the portal.</summary>
public sealed class Visit : IAsyncDisposable
{
    private static readonly string Pictures = Directory.CreateDirectory(
        Path.Combine(Repository.Root, "artifacts", "portal")).FullName;

    private readonly IBrowserContext context;
    private readonly List<string> complaints = [];

    public Visit(IBrowserContext context, IPage page)
    {
        (this.context, Page) = (context, page);
        page.Console += (_, said) =>
        {
            // A call that is refused on purpose is told to the console by the browser itself.
            if (said.Type == "error" && !said.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                complaints.Add($"{said.Text} ({said.Location})");
            }
        };
        page.PageError += (_, error) => complaints.Add(error);
    }

    public IPage Page { get; }

    /// <summary>Keeps a picture, and asserts that nothing sticks out and axe finds nothing serious.</summary>
    public async Task SeenAsync(string name, bool withAxe = true)
    {
        await Page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, name + ".png") });
        var overflow = await Page.EvaluateAsync<int>(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(overflow <= 0, $"{name} is {overflow} px wider than the screen.");
        if (withAxe)
        {
            await AssertAccessibleAsync(name);
        }

        Assert.True(complaints.Count == 0, string.Join('\n', complaints));
    }

    /// <summary>A session's row of the list.</summary>
    public ILocator Row(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name }).First;

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public async ValueTask DisposeAsync() => await context.DisposeAsync();

    private async Task AssertAccessibleAsync(string name)
    {
        await Page.EvaluateAsync(await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "portal", "node_modules", "axe-core", "axe.min.js"),
            TestContext.Current.CancellationToken));
        var found = await Page.EvaluateAsync<string>(
            """
            async () => {
              const result = await axe.run(document, { resultTypes: ['violations'] });
              const serious = result.violations.filter(({ impact }) => ['serious', 'critical'].includes(impact));
              return JSON.stringify(serious.map(({ id, nodes }) => ({
                id, nodes: nodes.map(({ html, failureSummary }) => html.slice(0, 300) + ' ' + failureSummary),
              })));
            }
            """);
        using var violations = JsonDocument.Parse(found);
        Assert.True(violations.RootElement.GetArrayLength() == 0, $"{name}: {found}");
    }
}
