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
        await page.Text("Live").WaitForAsync();
        await page.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        Assert.Single(page.Requests, request => request.Contains("/api/history?", StringComparison.Ordinal));
        Assert.Single(page.Requests, request => request.EndsWith($"/api/sessions/{guid}", StringComparison.Ordinal));
        Assert.Equal(answered, page.Requests.Any(request => request.Contains("/Markdown-", StringComparison.Ordinal)));
        Assert.Equal(answered ? 1 : 0, await page.Page.Locator(".prose strong").CountAsync());
    }
}
