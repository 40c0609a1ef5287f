using System.Text.Json;

namespace TmuxBuilder.Portal.Tests.Support;

/// <summary>What every page is held to, and what tests do to any of them.</summary>
internal static class Pages
{
    private static readonly string Folder =
        Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "portal")).FullName;

    private static readonly Lazy<string> Axe = new(() => File.ReadAllText(
        Path.Combine(Repository.Root, "portal", "node_modules", "axe-core", "axe.min.js")));

    /// <summary>Keeps a picture; asserts that nothing sticks out, and that axe finds nothing serious.</summary>
    public static async Task SeeAsync(this IPage page, string name)
    {
        await page.KeepPictureAsync(name);
        await page.AssertFitsAsync(name);
        await page.EvaluateAsync(Axe.Value);
        var found = await page.EvaluateAsync<JsonElement>(
            """
            axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations
              .filter(({ impact }) => ['serious', 'critical'].includes(impact))
              .map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => html + ' ' + failureSummary)}`))
            """);
        Assert.True(found.GetArrayLength() == 0, $"{name}: {found}");
    }

    public static Task<byte[]> KeepPictureAsync(this IPage page, string name) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}.png") });

    /// <summary>Nothing sticks out of the page to the right, where nobody could scroll to.</summary>
    public static async Task AssertFitsAsync(this IPage page, string name)
    {
        var over = await page.EvaluateAsync<int>(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(over <= 0, $"{name} is {over} px wider than the screen.");
    }

    /// <summary>Gives something the focus once it can have it: what is not shown yet loses it again.</summary>
    public static async Task TakeFocusAsync(this ILocator field)
    {
        await Expect(field).ToBeVisibleAsync();
        await Expect(field).ToBeEnabledAsync();
        await field.FocusAsync();
        await Expect(field).ToBeFocusedAsync();
    }

    /// <summary>Opens a menu by its button and keyboard alone; its keys are heard from then on.</summary>
    public static async Task OpenMenuAsync(this ILocator button)
    {
        await button.TakeFocusAsync();
        await button.PressAsync("Enter");
        await Expect(button.Page.Locator("[role=menu]:focus, [role=menu] :focus")).ToBeVisibleAsync();
    }
}
