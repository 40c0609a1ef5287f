using TmuxBuilder.Portal.Tests.Faults.Support;

namespace TmuxBuilder.Portal.Tests.Faults;

/// <summary>A server that is away, slow, or has enough to do.</summary>
public sealed class ServerTests(FaultWorld world)
{
    private const string Calls = "**/api/**";

    [Theory]
    [InlineData(0, "The server cannot be reached")]
    [InlineData(429, "That was a lot at once.")]
    [InlineData(503, "The store is away for a moment.")]
    public async Task A_project_that_cannot_be_read_says_why_and_opens_by_itself(int status, string words)
    {
        var guid = await world.AnsweredAsync("The first answer");
        var troubled = true;
        await using var page = await world.OpenAsync(page => page.RouteAsync(Calls, route => !troubled
            ? route.ContinueAsync()
            : status == 0 ? route.AbortAsync("connectionrefused") : route.ProblemAsync(status, words)));
        await page.GotoAsync($"/client?guid={guid}");
        await page.ShowsAsync(words);
        await page.Text("Try again").WaitForAsync();

        troubled = false;
        await page.ShowsAsync("The first answer");
    }

    [Fact]
    public async Task A_slow_server_is_waited_for_with_the_page_in_place()
    {
        var guid = await world.AnsweredAsync("A late answer");
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var page = await world.OpenAsync(page => page.RouteAsync(Calls, async route =>
        {
            await answer.Task;
            await route.ContinueAsync();
        }));
        await page.GotoAsync($"/client?guid={guid}");
        var field = page.Page.GetByLabel("Message", new() { Exact = true });
        await field.WaitForAsync();
        await page.PictureAsync();
        await field.FillAsync("Written meanwhile");

        answer.SetResult();
        await page.ShowsAsync("A late answer");
        Assert.Equal("Written meanwhile", await field.InputValueAsync());
    }

    [Theory]
    [InlineData(0, "The server cannot be reached")]
    [InlineData(429, "Slowly, please. Try again in 7 s.")]
    [InlineData(503, "Not now.")]
    public async Task A_message_that_is_not_taken_stays_until_it_is_sent_once(int status, string words)
    {
        var guid = await world.SessionAsync();
        var troubled = true;
        await using var page = await world.OpenAsync(page => page.RouteAsync("**/api/chat", route => !troubled
            ? route.ContinueAsync()
            : status == 0
                ? route.AbortAsync("connectionrefused")
                : route.ProblemAsync(status, words.Split(" Try ")[0], retryAfter: 7)));
        await page.GotoAsync($"/client?guid={guid}");
        var field = page.Page.GetByLabel("Message", new() { Exact = true });
        await field.FillAsync("A wish that must not be lost");
        await field.PressAsync("Enter");
        await page.ShowsAsync(words);
        await page.Page.ReloadAsync();
        await page.Text("A wish that must not be lost").WaitForAsync();

        troubled = false;
        await page.Text("Send again").ClickAsync();
        await page.Text("Answered").WaitForAsync();
        var history = await world.Api.GetAsync($"/api/history?guid={guid}", FaultWorld.Token);
        Assert.Single(history["messages"]!.AsArray(), message => (string?)message!["role"] == "user");
        await Expect(page.Page.GetByLabel("Messages").GetByText("A wish that must not be lost")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_message_that_was_taken_is_there_once_though_the_answer_is_late_and_lost()
    {
        const string Wish = "A wish that was heard";
        var guid = await world.SessionAsync();
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var lost = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var page = await world.OpenAsync(page => page.RouteAsync("**/api/chat", async route =>
        {
            await route.FetchAsync();
            await seen.Task;
            await route.AbortAsync("connectionreset");
            lost.SetResult();
        }));
        await page.GotoAsync($"/client?guid={guid}");
        await page.IsLiveAsync();
        var field = page.Page.GetByLabel("Message", new() { Exact = true });
        await field.FillAsync(Wish);
        await field.PressAsync("Enter");

        await page.Text("Answered").WaitForAsync();
        var said = page.Page.GetByLabel("Messages").GetByText(Wish);
        await Expect(said).ToHaveCountAsync(1);
        seen.SetResult();
        await lost.Task;
        await page.Page.WaitForFunctionAsync(
            "() => !Object.keys(localStorage).some((key) => key.startsWith('unsent:'))");
        await Expect(said).ToHaveCountAsync(1);
        await Expect(page.Text("Send again")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_was_said_stays_while_what_formats_the_first_answer_is_still_on_its_way()
    {
        const string Wish = "A wish that stays in sight";
        const string Answer = "The **first** answer";
        var guid = await world.SessionAsync();
        var formatter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var page = await world.OpenAsync(page => page.RouteAsync("**/assets/Markdown-*.js", async route =>
        {
            await formatter.Task;
            await route.ContinueAsync();
        }));
        await page.GotoAsync($"/client?guid={guid}");
        await page.IsLiveAsync();
        var field = page.Page.GetByLabel("Message", new() { Exact = true });
        await field.FillAsync($"{Wish}\n{SayingAgent.Begin}\n{Answer}\n{SayingAgent.End}");
        await field.PressAsync("Enter");

        await Expect(page.Page.GetByRole(AriaRole.Log)).ToHaveTextAsync(Answer);
        await page.PictureAsync();
        await Expect(page.Page.GetByLabel("Messages").GetByText(Wish)).ToHaveCountAsync(1);
        await Expect(page.Page.Locator(".prose strong")).ToHaveCountAsync(0);
        formatter.SetResult();
        await page.Page.Locator(".prose strong").GetByText("first").WaitForAsync();
        await page.PictureAsync();
    }

    [Fact]
    public async Task An_answer_that_could_not_be_read_at_first_still_comes()
    {
        var guid = await world.AnsweredAsync("The first answer");
        var refused = 0;
        await using var page = await world.OpenAsync();
        await page.GotoAsync($"/client?guid={guid}");
        await page.Text("The first answer").WaitForAsync();
        await page.IsLiveAsync();
        await page.Page.RouteAsync("**/api/history**", route =>
            ++refused <= 2 ? route.ProblemAsync(503, "Not now.") : route.ContinueAsync());

        await world.Api.ChatAsync(guid, $"{SayingAgent.Begin}\nThe second answer\n{SayingAgent.End}", FaultWorld.Token);
        await page.ShowsAsync("The second answer");
        Assert.True(refused > 2);
    }

    [Fact]
    public async Task A_browser_that_stores_nothing_works()
    {
        const string Denied =
            """
            for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) {
              Object.defineProperty(window, name, { get() { throw new DOMException('denied', 'SecurityError'); } });
            }
            """;
        var guid = await world.AnsweredAsync("An answer all the same");
        await using var page = await world.OpenAsync(page => page.AddInitScriptAsync(Denied));
        await page.GotoAsync($"/client?guid={guid}");
        await page.ShowsAsync("An answer all the same");

        var field = page.Page.GetByLabel("Message", new() { Exact = true });
        await field.FillAsync("Without a memory");
        await field.PressAsync("Enter");
        await page.Text("Without a memory").WaitForAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Theme") }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Menuitemcheckbox, new() { NameRegex = new("^Aurora") }).ClickAsync();
        await page.Page.Locator("html[data-theme=aurora]").WaitForAsync();
        await page.PictureAsync();
    }
}
