using TmuxBuilder.Portal.Tests.Support;

namespace TmuxBuilder.Portal.Tests;

/// <summary>The list of projects and what can be done with one.</summary>
public sealed class ProjectTests(PortalHost portal)
{
    [Theory]
    [InlineData(360)]
    [InlineData(1440)]
    public async Task A_project_is_begun_from_a_quick_start(int width)
    {
        await using var visitor = await Visitor.OpenAsync(portal, width);
        var page = visitor.Page;
        await visitor.GoToClientAsync(portal.Built);
        await visitor.OpenProjectsAsync();
        await Expect(page.GetByText("A site for a bakery called Morgenrot", new() { Exact = false }).First)
            .ToBeVisibleAsync();
        await visitor.SeeAsync("client-projects");
        await page.GetByRole(AriaRole.Button, new() { Name = "New project" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Create and start" }).ClickAsync();
        await Expect(page.GetByText("Please say what to build.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Landing page" }).ClickAsync();
        await page.GetByLabel("Name").FillAsync("Second site");
        await visitor.SeeAsync("client-new-project");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create and start" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Second site" })).ToBeVisibleAsync();
        Assert.DoesNotContain(portal.Built, page.Url, StringComparison.Ordinal);
        Assert.Empty(visitor.Complaints());
    }

    [Fact]
    public async Task A_project_is_renamed_archived_and_deleted_and_all_of_it_undone()
    {
        var guid = await portal.Api.CreateSessionAsync(null, TestContext.Current.CancellationToken);
        await using var visitor = await Visitor.OpenAsync(portal, 1440);
        var page = visitor.Page;
        await visitor.GoToClientAsync(guid);

        await ActAsync(page, "Rename");
        var field = page.GetByLabel("Name of the project");
        await Expect(field).ToBeFocusedAsync();
        await field.FillAsync("Morgenrot");
        await field.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Morgenrot" })).ToBeVisibleAsync();

        await ActAsync(page, "Archive");
        await Expect(page.GetByText("None of your projects fits").Or(page.GetByText("No projects yet")))
            .ToBeVisibleAsync();
        await UndoAsync(page);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Morgenrot", Exact = true })).ToBeVisibleAsync();

        await ActAsync(page, "Delete");
        await Expect(page.GetByText("Morgenrot was deleted")).ToBeVisibleAsync();
        await UndoAsync(page);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Morgenrot" })).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(360)]
    [InlineData(768)]
    [InlineData(1440)]
    public async Task A_share_looks_on_until_it_is_taken_back(int width)
    {
        await using var visitor = await Visitor.OpenAsync(portal, 1440);
        await using var guest = await Visitor.OpenAsync(portal, width);
        var page = visitor.Page;
        await visitor.GoToClientAsync(portal.Built);
        await ActAsync(page, "Share");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create a link" }).ClickAsync();
        var link = await page.Locator("dialog code").InnerTextAsync();
        await visitor.SeeAsync("client-share");

        await guest.Page.GotoAsync(link);
        await Expect(guest.Page.GetByText("You see this project as a guest")).ToBeVisibleAsync();
        await Expect(guest.Page.GetByRole(AriaRole.Link, new() { Name = "Visit the site" })).ToBeVisibleAsync();
        await guest.SeeAsync("share");
        Assert.DoesNotContain(portal.Built, await guest.Page.ContentAsync(), StringComparison.Ordinal);
        Assert.Empty(guest.Complaints());

        await page.GetByRole(AriaRole.Button, new() { Name = "Take back" }).First.ClickAsync();
        await Expect(guest.Page.GetByText("This link was taken back")).ToBeVisibleAsync();
        await guest.SeeAsync("share-revoked");
    }

    [Fact]
    public async Task The_source_is_downloaded_and_a_project_without_one_says_so()
    {
        await using var visitor = await Visitor.OpenAsync(portal, 1440);
        var page = visitor.Page;
        await visitor.GoToClientAsync(portal.Built);
        var download = await page.RunAndWaitForDownloadAsync(() => ActAsync(page, "Download the source"));
        Assert.EndsWith(".zip", download.SuggestedFilename, StringComparison.Ordinal);

        await visitor.GoToClientAsync(
            await portal.Api.CreateSessionAsync(null, TestContext.Current.CancellationToken));
        await ActAsync(page, "Download the source");
        await Expect(page.GetByRole(AriaRole.Status).GetByText("built", new() { Exact = false })).ToBeVisibleAsync();
    }

    private static async Task ActAsync(IPage page, string action)
    {
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Actions for ") }).First.ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = action, Exact = true }).ClickAsync();
    }

    private static Task UndoAsync(IPage page) =>
        page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).Last.ClickAsync();
}
