using System.Text;
using System.Text.RegularExpressions;
using TmuxBuilder.Portal.Tests.Support;

namespace TmuxBuilder.Portal.Tests;

/// <summary>What is written and attached.</summary>
public sealed class ComposerTests(PortalHost portal)
{
    [Theory]
    [InlineData(360)]
    [InlineData(768)]
    [InlineData(1440)]
    public async Task Files_are_sent_with_a_message_and_shown_in_the_chat(int width)
    {
        var guid = await portal.Api.CreateSessionAsync(null, TestContext.Current.CancellationToken);
        await using var visitor = await Visitor.OpenAsync(portal, width);
        var page = visitor.Page;
        await visitor.GoToClientAsync(guid);

        // Until the page knows what is accepted, only the server refuses.
        await Expect(page.Locator("input[type=file]")).ToHaveAttributeAsync("accept", new Regex("[.]txt"));
        await page.Locator("input[type=file]").SetInputFilesAsync(
            [Text("menu.txt", "Bread, rolls, cake"), Text("hours.txt", "Mon to Fri"), Text("virus.exe", "MZ")]);
        await Expect(page.GetByText("Files of this kind are not accepted.", new() { Exact = false }))
            .ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.List, new() { Name = "Files to send" })).ToContainTextAsync("1 KB");
        await visitor.SeeAsync("client-attachments");
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove virus.exe" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();

        await Expect(page.GetByText("Look at these files and create a website")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { NameRegex = new("menu.txt") })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { NameRegex = new("hours.txt") })).ToBeVisibleAsync();
        Assert.Empty(visitor.Complaints());
    }

    [Fact]
    public async Task An_upload_can_be_cancelled_while_it_runs()
    {
        await using var visitor = await Visitor.OpenAsync(portal, 360);
        var page = visitor.Page;
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await page.RouteAsync("**/api/uploads/*/content*", async route =>
        {
            await held.Task;
            await route.AbortAsync();
        });
        await visitor.GoToClientAsync(portal.Built);
        await page.Locator("input[type=file]").SetInputFilesAsync([Text("menu.txt", "Bread")]);
        await Expect(page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Send") })).ToBeDisabledAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel the upload of menu.txt" }).ClickAsync();
        await Expect(page.GetByText("menu.txt")).ToHaveCountAsync(0);
        held.SetResult();
    }

    [Fact]
    public async Task A_draft_is_kept_over_a_reload_and_for_its_project_alone()
    {
        var other = await portal.Api.CreateSessionAsync(null, TestContext.Current.CancellationToken);
        await using var visitor = await Visitor.OpenAsync(portal, 360);
        await visitor.GoToClientAsync(portal.Built);
        await visitor.Composer.FillAsync("A headline that is not finis");
        await visitor.Page.ReloadAsync();
        await Expect(visitor.Composer).ToHaveValueAsync("A headline that is not finis");
        await visitor.GoToClientAsync(other);
        await Expect(visitor.Composer).ToHaveValueAsync("");
        var stored = await visitor.Page.EvaluateAsync<string>("JSON.stringify(localStorage)");
        Assert.DoesNotContain(portal.Built, stored, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_huge_paste_becomes_a_file()
    {
        await using var visitor = await Visitor.OpenAsync(portal, 360);
        var page = visitor.Page;
        await visitor.GoToClientAsync(portal.Built);
        await visitor.Composer.EvaluateAsync(
            """
            field => {
              const data = new DataTransfer();
              data.setData('text/plain', 'bread '.repeat(1_700_000));
              field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
            }
            """);
        await Expect(page.GetByRole(AriaRole.List, new() { Name = "Files to send" })).ToContainTextAsync("9.7 MB");
        await Expect(visitor.Composer).ToHaveValueAsync("");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true })).ToBeEnabledAsync();
    }

    private static FilePayload Text(string name, string content) =>
        new() { Name = name, MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes(content) };
}
