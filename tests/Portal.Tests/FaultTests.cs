using System.Text.Json;
using System.Text.Json.Nodes;
using TmuxBuilder.Portal.Tests.Support;

namespace TmuxBuilder.Portal.Tests;

/// <summary>
/// What people see when something is wrong: always said in words, with a way on, and nothing of theirs lost.
/// </summary>
public sealed class FaultTests(PortalHost portal)
{
    [Theory]
    [InlineData("?guid=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "This project is not here")]
    [InlineData("?guid=0123", "This link is not complete")]
    [InlineData("?share=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "This link was taken back")]
    [InlineData("#login=expired", "This link does not work any more")]
    [InlineData("", "Open your projects")]
    public async Task A_link_that_opens_nothing_says_what_to_do(string link, string said)
    {
        await using var visitor = await Visitor.OpenAsync(portal, 360);
        await visitor.Page.GotoAsync($"/client{link}");
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = said })).ToBeVisibleAsync();
        await visitor.SeeAsync($"fault-{said.Replace(' ', '-')}");
    }

    [Fact]
    public async Task A_mailed_link_is_asked_for_by_an_address()
    {
        await using var visitor = await Visitor.OpenAsync(portal, 360);
        var page = visitor.Page;
        await page.GotoAsync("/client?email=ada@example");
        await page.GetByRole(AriaRole.Button, new() { Name = "Mail me the link" }).ClickAsync();
        await Expect(page.GetByText("Please enter an e-mail address")).ToBeVisibleAsync();
        await page.GetByLabel("E-mail").FillAsync("ada@example.com");
        await page.GetByRole(AriaRole.Button, new() { Name = "Mail me the link" }).ClickAsync();
        await Expect(page.GetByText("Look into your mail")).ToBeVisibleAsync();
        await visitor.SeeAsync("client-mail-sent");
    }

    [Fact]
    public async Task A_message_the_server_did_not_take_stays_and_is_sent_again()
    {
        var guid = await portal.Api.CreateSessionAsync(null, TestContext.Current.CancellationToken);
        await using var visitor = await Visitor.OpenAsync(portal, 360);
        var page = visitor.Page;
        await page.RouteAsync("**/api/chat", route => route.FulfillAsync(new()
        {
            Status = 503,
            ContentType = "application/problem+json",
            Body = """{"status":503,"code":"unavailable","title":"","type":"","detail":"The platform restarts."}""",
        }));
        await visitor.GoToClientAsync(guid);
        await visitor.SayAsync("A site for a choir");
        await Expect(page.GetByText("The platform restarts.")).ToBeVisibleAsync();
        await visitor.SeeAsync("fault-not-sent");

        await page.ReloadAsync();
        await page.UnrouteAsync("**/api/chat");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send again" }).ClickAsync();
        await Expect(page.GetByText("Answered")).ToBeVisibleAsync();
        await Expect(page.GetByText("A site for a choir", new() { Exact = true })).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_server_that_is_away_is_tried_again_on_request()
    {
        await using var visitor = await Visitor.OpenAsync(portal, 768);
        var page = visitor.Page;
        await page.Clock.InstallAsync();
        await page.RefuseUntilAskedAsync("**/api/**", route => route.AbortAsync());
        await visitor.GoToClientAsync(portal.Built);
        var said = page.GetByText("The server cannot be reached", new() { Exact = false }).First;
        await Eventually.FoundAsync(async () =>
        {
            await page.Clock.FastForwardAsync(5_000);
            return await said.IsVisibleAsync() ? "said" : null;
        });

        await visitor.SeeAsync("fault-server-away");
        await page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Visit the site" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_lost_connection_is_said_and_goes_on_where_it_was()
    {
        var token = TestContext.Current.CancellationToken;
        var guid = await portal.Api.CreateSessionAsync(null, token);
        await using var visitor = await Visitor.OpenAsync(portal, 768);
        var page = visitor.Page;
        await visitor.GoToClientAsync(guid);
        var state = page.GetByRole(AriaRole.Banner).GetByRole(AriaRole.Status);
        await Expect(state).ToContainTextAsync("Live");
        await visitor.Context.SetOfflineAsync(true);
        await Expect(state).ToContainTextAsync("Offline");
        await visitor.SeeAsync("fault-offline");
        await portal.Api.ChatAsync(guid, "A site for a choir", token);
        await visitor.Context.SetOfflineAsync(false);
        await Expect(state).ToContainTextAsync("Live");
        await Expect(page.GetByText("Answered")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Group, new() { Name = "Events" })).ToContainTextAsync("Complete");
    }

    [Fact]
    public async Task A_browser_that_may_store_nothing_works()
    {
        await using var visitor = await Visitor.OpenAsync(portal, 360);
        await visitor.Page.AddInitScriptAsync(
            "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied'); } });");
        await visitor.GoToClientAsync(portal.Built);
        await Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Visit the site" })).ToBeVisibleAsync();
        await visitor.Composer.FillAsync("A draft that no browser keeps");
        await visitor.ShowAsync("Activity");
        await Expect(visitor.Composer).ToHaveCountAsync(0);
        await visitor.ShowAsync("Chat");
        await Expect(visitor.Composer).ToHaveValueAsync("A draft that no browser keeps");
        Assert.Empty(visitor.Complaints());
    }

    [Theory]
    [InlineData(360)]
    [InlineData(1440)]
    public async Task Hostile_and_unusual_text_is_shown_as_text(int width)
    {
        var name = string.Concat(Enumerable.Repeat("Ananas", 34))[..200];
        await using var visitor = await Visitor.OpenAsync(portal, width);
        var page = visitor.Page;
        await page.RouteAsync("**/api/history*", route => route.FulfillAsync(new()
        {
            ContentType = "application/json",
            Body = History(
                "<script>document.title='broken'</script>\n\n<img src=x onerror=\"document.title='broken'\"> **bold**",
                "[a link](javascript:document.title='broken') and [another](data:text/html,x) and `code`",
                "مرحبا بالعالم، هذا موقع لمخبز",
                new string('x', 400)),
        }));
        await page.RouteAsync("**/api/sessions/*", route => ChangeAsync(route, session => session["name"] = name));
        await visitor.GoToClientAsync(portal.Built);
        await Expect(page.GetByText("bold", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = name })).ToBeVisibleAsync();
        var links = await page.EvaluateAsync<string[]>("[...document.querySelectorAll('a')].map(a => a.href)");
        Assert.DoesNotContain(links, link => link.StartsWith("javascript:") || link.StartsWith("data:"));
        Assert.NotEqual("broken", await page.TitleAsync());
        await Expect(page.GetByText("مرحبا")).ToHaveCSSAsync("direction", "rtl");
        await visitor.SeeAsync("fault-text");
    }

    [Theory]
    [InlineData(360)]
    [InlineData(768)]
    [InlineData(1440)]
    public async Task A_question_is_a_form_with_its_deadline_and_default(int width)
    {
        await using var visitor = await Visitor.OpenAsync(portal, width);
        var page = visitor.Page;
        await page.RouteAsync("**/api/sessions/*", route => ChangeAsync(route, session =>
            session["turn"]!["question"] = new JsonObject
            {
                ["question_id"] = "0123456789abcdef0123456789abcdef",
                ["text"] = "Which colours shall the bakery have?",
                ["choices"] = new JsonArray("Warm", "Cool"),
                ["default"] = "Warm",
                ["deadline"] = TimeProvider.System.GetUtcNow().AddMinutes(5).ToString("O"),
            }));
        var answers = new List<string?>();
        await page.RouteAsync("**/api/chat/answer", route =>
        {
            answers.Add(route.Request.PostData);
            return route.FulfillAsync(new()
            {
                Status = 409,
                ContentType = "application/problem+json",
                Body = """{"status":409,"code":"question.not_open","title":"","type":"","detail":"No answer is awaited."}""",
            });
        });
        await visitor.GoToClientAsync(portal.Built);
        await Expect(page.GetByText("Without an answer the builder takes “Warm”.")).ToBeVisibleAsync();
        await visitor.SeeAsync("client-question");
        await page.GetByRole(AriaRole.Button, new() { Name = "Cool" }).ClickAsync();
        await Expect(page.GetByText("No answer is awaited.")).ToBeVisibleAsync();
        Assert.Equal("Cool", (string?)JsonNode.Parse(Assert.Single(answers)!)!["answer"]);
    }

    private static string History(params IEnumerable<string> lines) => JsonSerializer.Serialize(new
    {
        guid = "",
        messages = lines.Select((content, at) => new
        {
            id = $"m{at}",
            role = "assistant",
            content,
            timestamp = TimeProvider.System.GetUtcNow(),
            turn_id = (string?)null,
            delivery = (string?)null,
            origin = (string?)null,
            attachments = Array.Empty<object>(),
        }),
        next_cursor = (string?)null,
        success = true,
    });

    private static async Task ChangeAsync(IRoute route, Action<JsonObject> change)
    {
        var answer = await route.FetchAsync();
        var body = JsonNode.Parse(await answer.TextAsync())!.AsObject();
        change(body);
        await route.FulfillAsync(new() { Response = answer, Body = body.ToJsonString() });
    }
}
