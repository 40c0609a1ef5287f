using TmuxBuilder.Portal.Tests.Faults.Support;

namespace TmuxBuilder.Portal.Tests.Faults;

/// <summary>What a dashboard fetches when it is opened.</summary>
public sealed class FirstLoadTests(FaultWorld world)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Each_thing_is_read_once_and_what_formats_answers_only_for_one(bool answered)
    {
        var guid = answered ? await world.AnsweredAsync("**Bold** words") : await world.SessionAsync();
        await using var page = await world.OpenAsync();
        await page.GotoAsync($"/client?guid={guid}");
        await page.Text(answered ? "Bold" : "What shall we build?").WaitForAsync();
        await page.IsLiveAsync();
        await Expect(page.Page.Locator(".prose strong")).ToHaveCountAsync(answered ? 1 : 0);
        await page.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        Assert.Single(page.Requests, request => request.Contains("/api/history?", StringComparison.Ordinal));
        Assert.Single(page.Requests, request => request.EndsWith($"/api/sessions/{guid}", StringComparison.Ordinal));
        Assert.Equal(answered, page.Requests.Any(request => request.Contains("/Markdown-", StringComparison.Ordinal)));
        Assert.Equal(answered ? 1 : 0, await page.Page.Locator(".prose strong").CountAsync());
    }

    [Theory]
    [InlineData(360, "/client?guid=")]
    [InlineData(768, "/client?guid=")]
    [InlineData(1440, "/client?guid=")]
    [InlineData(1440, "/?embed=true&guid=")]
    public async Task The_newest_lines_are_read_before_the_application_is_there(int width, string path)
    {
        const string said = "The oven is on the first page now, and the opening hours stand beside it.";
        var guid = await world.AnsweredAsync(said);
        var application = new TaskCompletionSource();
        await using var page = await world.OpenAsync(
            seen => seen.RouteAsync("**/assets/page-*.js", async route =>
            {
                await application.Task;
                await route.ContinueAsync();
            }),
            width);
        await page.GotoAsync(path + guid);
        var look = page.Page.Locator("#first-look");
        var early = look.GetByText(said, new() { Exact = true });
        await early.WaitForAsync();
        await page.PictureAsync();
        await page.FitsAsync();
        var before = await BoxAsync(early);
        application.SetResult();
        var late = page.Page.Locator(".prose").GetByText(said);
        await late.WaitForAsync();
        await Expect(look).ToHaveCountAsync(0);
        await page.PictureAsync();
        var after = await BoxAsync(late);
        Assert.Equal((before.X, before.Width), (after.X, after.Width));
        Assert.InRange(Math.Abs(before.Y - after.Y), 0, 1);
    }

    [Fact]
    public async Task What_could_not_be_read_is_not_hidden_by_what_could()
    {
        var guid = await world.AnsweredAsync("The oven is on the first page now.");
        await using var page = await world.OpenAsync(seen => seen.RouteAsync(
            $"**/api/sessions/{guid}", route => route.FulfillAsync(new() { Status = 503, Body = "" })));
        await page.GotoAsync($"/client?guid={guid}");
        await page.ShowsAsync("The project cannot be reached");
        await Expect(page.Page.Locator("#first-look")).ToHaveCountAsync(0);
    }

    private static async Task<LocatorBoundingBoxResult> BoxAsync(ILocator locator) =>
        await locator.BoundingBoxAsync() ?? throw new InvalidOperationException("It is not shown.");
}
