using System.Text.Json.Nodes;
using TmuxBuilder.Portal.Tests.Faults.Support;

namespace TmuxBuilder.Portal.Tests.Faults;

/// <summary>Links that lead nowhere, or no longer anywhere.</summary>
public sealed class LinkTests(FaultWorld world)
{
    [Fact]
    public async Task An_unknown_project_is_told_as_not_here()
    {
        await using var page = await world.OpenAsync();
        await page.GotoAsync($"/client?guid={new string('a', 64)}");
        await page.ShowsAsync("This project is not here");
    }

    [Theory]
    [InlineData("guid=0123")]
    [InlineData("guid=")]
    [InlineData("share=%3Cscript%3E")]
    public async Task A_link_that_lost_a_piece_says_so_and_asks_no_server(string query)
    {
        await using var page = await world.OpenAsync();
        await page.GotoAsync($"/client?{query}");
        await page.ShowsAsync("This link is not complete");
        Assert.DoesNotContain(page.Requests, request => request.Contains("/api/sessions", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_project_that_is_deleted_while_it_is_open_closes()
    {
        var guid = await world.SessionAsync();
        await using var page = await world.OpenAsync();
        await page.GotoAsync($"/client?guid={guid}");
        await page.IsLiveAsync();
        await world.AdminAsync(HttpMethod.Delete, $"/api/admin/sessions/{guid}");
        await page.ShowsAsync("This project is not here");

        await page.Page.ReloadAsync();
        await page.ShowsAsync("This project is not here");
    }

    [Fact]
    public async Task A_share_that_is_taken_back_closes_where_it_is_open()
    {
        var guid = await world.SessionAsync();
        var share = await world.Api.PostAsync($"/api/client/projects/{guid}/shares", [], FaultWorld.Token);
        await using var page = await world.OpenAsync();
        await page.GotoAsync(new Uri((string)share["share_url"]!).PathAndQuery);
        await page.ShowsAsync("You see this project as a guest");

        await world.AdminAsync(HttpMethod.Delete, $"/api/client/projects/{guid}/shares/{(string)share["share_id"]!}");
        await page.ShowsAsync("This link was taken back");
        Assert.DoesNotContain(page.Requests, request => request.Contains(guid, StringComparison.Ordinal));
        await page.Page.ReloadAsync();
        await page.ShowsAsync("This link was taken back");
    }

    [Fact]
    public async Task A_mailed_link_that_was_used_says_what_to_do()
    {
        const string Email = "used@example.com";
        await world.SessionAsync(email: Email);
        var login = await world.MailedLinkAsync(Email);
        await world.AdminAsync(HttpMethod.Post, "/api/client/login", new JsonObject { ["token"] = login });
        await using var page = await world.OpenAsync();
        await page.GotoAsync($"/client#login={login}");
        await page.ShowsAsync("This link does not work any more");

        await page.Button("Get a new link").ClickAsync();
        await page.ShowsAsync("Open your projects");
    }

    [Fact]
    public async Task A_mailed_link_is_kept_while_the_server_is_busy()
    {
        const string Email = "busy@example.com";
        await world.SessionAsync("Ada's second bakery", Email);
        var login = await world.MailedLinkAsync(Email);
        var busy = true;
        await using var page = await world.OpenAsync(page => page.RouteAsync(
            "**/api/client/login",
            route => busy ? route.ProblemAsync(503, "The server is busy.") : route.ContinueAsync()));
        await page.GotoAsync($"/client#login={login}");
        await page.ShowsAsync("The server is busy.");

        busy = false;
        await page.Button("Try again").ClickAsync();
        await page.Page.GetByRole(AriaRole.Heading, new() { Name = "Ada's second bakery" }).First.WaitForAsync();
    }
}
