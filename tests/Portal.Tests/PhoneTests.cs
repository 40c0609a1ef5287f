using System.Text;
using TmuxBuilder.Portal.Tests.Support;

namespace TmuxBuilder.Portal.Tests;

/// <summary>A phone, which shows one view at a time: what is under way goes on in those it does not show.</summary>
public sealed class PhoneTests(PortalHost portal)
{
    [Fact]
    public async Task What_is_attached_and_sent_goes_on_while_another_view_is_shown()
    {
        var guid = await portal.Api.CreateSessionAsync(null, TestContext.Current.CancellationToken);
        await using var visitor = await Visitor.OpenAsync(portal, 360);
        var page = visitor.Page;
        var (upload, uploads) = await HoldAsync(page, "**/api/uploads/*/content*");
        var (message, messages) = await HoldAsync(page, "**/api/chat");
        await visitor.GoToClientAsync(guid);
        await page.Locator("input[type=file]").SetInputFilesAsync(
            new FilePayload { Name = "menu.txt", MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes("Bread") });
        await AwayAndBackAsync(visitor);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Cancel the upload of menu.txt" }))
            .ToBeVisibleAsync();
        await visitor.ShowAsync("Activity");
        upload.SetResult();
        await visitor.ShowAsync("Chat");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Remove menu.txt" })).ToBeVisibleAsync();

        await visitor.Composer.FillAsync("A site for a choir");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await AwayAndBackAsync(visitor);
        var line = OwnLine(page);
        await Expect(line).ToContainTextAsync("Sending");
        message.SetResult();
        await Expect(line.GetByRole(AriaRole.Link, new() { NameRegex = new("menu.txt") })).ToBeVisibleAsync();
        await Expect(line).ToHaveCountAsync(1);
        Assert.Equal((1, 1), (uploads(), messages()));
        var stored = await page.EvaluateAsync<string>("JSON.stringify(Object.keys(localStorage))");
        Assert.DoesNotContain("unsent", stored, StringComparison.Ordinal);
        Assert.Empty(visitor.Complaints());
    }

    [Fact]
    public async Task What_was_taken_back_is_no_failure()
    {
        var guid = await portal.Api.CreateSessionAsync(null, TestContext.Current.CancellationToken);
        await using var visitor = await Visitor.OpenAsync(portal, 360);
        var page = visitor.Page;
        var paused = await page.APIRequest.PostAsync(
            $"/api/admin/sessions/{guid}/pause",
            new() { Headers = [new("Authorization", $"Bearer {portal.Host.AdminToken}")] });
        Assert.True(paused.Ok, await paused.TextAsync());
        await visitor.GoToClientAsync(guid);
        await visitor.SayAsync("A site for a choir");
        await page.GetByRole(AriaRole.Button, new() { Name = "Take back" }).ClickAsync();
        var line = OwnLine(page);
        await Expect(line).ToContainTextAsync("You cancelled this message before its work began.");
        await visitor.SeeAsync("client-taken-back");
        await Expect(line).Not.ToContainTextAsync("Failed");

        // Long after, when the socket tells of it no more.
        await page.RouteWebSocketAsync("**/ws/**", _ => { });
        await page.ReloadAsync();
        await Expect(line).ToContainTextAsync("Called off");
        await Expect(line).Not.ToContainTextAsync("Failed");
        Assert.Empty(visitor.Complaints());
    }

    /// <summary>What the client said; one line, unless it is doubled.</summary>
    private static ILocator OwnLine(IPage page) => page.GetByRole(AriaRole.Article).Filter(
        new() { Has = page.GetByRole(AriaRole.Heading, new() { Name = "You", Exact = true }) });

    private static async Task AwayAndBackAsync(Visitor visitor)
    {
        await visitor.ShowAsync("Activity");
        await Expect(visitor.Composer).ToHaveCountAsync(0);
        await visitor.ShowAsync("Chat");
        await Expect(visitor.Composer).ToBeVisibleAsync();
    }

    /// <summary>Keeps requests back until the result is set; counts them.</summary>
    private static async Task<(TaskCompletionSource Release, Func<int> Count)> HoldAsync(IPage page, string address)
    {
        var count = 0;
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await page.RouteAsync(address, async route =>
        {
            count++;
            await release.Task;
            await route.ContinueAsync();
        });
        return (release, () => count);
    }
}
