using TmuxBuilder.Portal.Tests.Faults.Support;

namespace TmuxBuilder.Portal.Tests.Faults;

/// <summary>What people and builders may write.</summary>
public sealed class InputTests(FaultWorld world)
{
    /// <summary>As a browser pastes: an event with data, whose text goes into the field unless it was taken.</summary>
    private const string Paste =
        """
        (field, length) => {
          const data = new DataTransfer();
          data.setData('text/plain', 'pasted '.repeat(length / 7));
          field.focus();
          const paste = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
          if (field.dispatchEvent(paste)) document.execCommand('insertText', false, data.getData('text/plain'));
        }
        """;

    private const string Hostile =
        """
        # An answer
        <script>window.hit = 'script'</script>
        <img src="x" onerror="window.hit = 'onerror'">
        <iframe src="https://elsewhere.example/frame"></iframe>
        <style>body { display: none }</style>
        <a href="javascript:window.hit='html'">by html</a>

        [by markdown](javascript:window.hit='markdown') and [in disguise](&#106;avascript:window.hit='entity')
        and [as data](data:text/html,<script>window.hit='data'</script>), <javascript:window.hit='auto'>
        ![a picture](https://elsewhere.example/who-reads-this.png)

        [a good one](https://elsewhere.example/page)
        """;

    [Fact]
    public async Task A_paste_of_ten_megabytes_becomes_a_file_and_the_page_goes_on()
    {
        var guid = await world.SessionAsync();
        await using var page = await world.OpenAsync();
        await page.GotoAsync($"/client?guid={guid}");
        var field = page.Page.GetByLabel("Message", new() { Exact = true });
        await page.Text("What shall we build?").WaitForAsync();
        await field.FillAsync("With this text:");

        // It is said for a few seconds only.
        var said = page.ShowsAsync("attached as a text file");
        await field.EvaluateAsync(Paste, 10 * 1000 * 1000);
        await page.Text("pasted-text.txt").WaitForAsync();
        Assert.Equal("With this text:", await field.InputValueAsync());
        await said;

        await page.Button("Send").ClickAsync();
        await page.Text("Answered").WaitForAsync();
        await page.PictureAsync();
        Assert.Equal("", await field.InputValueAsync());
    }

    [Fact]
    public async Task A_paste_that_is_too_much_even_for_a_file_says_so()
    {
        var guid = await world.SessionAsync();
        await using var page = await world.OpenAsync();
        await page.GotoAsync($"/client?guid={guid}");
        var field = page.Page.GetByLabel("Message", new() { Exact = true });
        await page.Text("What shall we build?").WaitForAsync();
        await field.FillAsync("Written before");
        await field.EvaluateAsync(Paste, 11 * 1024 * 1024);
        await page.ShowsAsync("10 MB");
        Assert.Equal(0, await page.Page.GetByText("attached as a text file").CountAsync());
        Assert.Equal("Written before", await field.InputValueAsync());
    }

    [Theory]
    [InlineData(360)]
    [InlineData(1440)]
    public async Task Scripts_and_links_in_an_answer_do_nothing(int width)
    {
        var guid = await world.AnsweredAsync(Hostile);
        await using var page = await world.OpenAsync(width: width);
        await page.GotoAsync($"/client?guid={guid}");
        await page.Page.Locator(".prose a").First.WaitForAsync();
        await page.ShowsAsync("a good one");
        foreach (var link in await page.Page.Locator(".prose a").AllAsync())
        {
            Assert.StartsWith(
                "https://elsewhere.example/", await link.GetAttributeAsync("href"), StringComparison.Ordinal);
            Assert.Equal("noopener noreferrer", await link.GetAttributeAsync("rel"));
        }

        Assert.Equal(0, await page.Page.Locator("main").Locator("script, iframe, style, img").CountAsync());
        Assert.Null(await page.Page.EvaluateAsync<string?>("() => window.hit"));
        await page.FitsAsync();
    }

    [Theory]
    [InlineData(360)]
    [InlineData(1440)]
    public async Task Names_and_words_of_two_hundred_characters_fit(int width)
    {
        var word = new string('w', 200);
        var guid = await world.SessionAsync(word);
        await world.Api.ChatAsync(guid, $"{SayingAgent.Begin}\n{word} `{word}`\n{SayingAgent.End}", FaultWorld.Token);
        await using var page = await world.OpenAsync(width: width);
        await page.GotoAsync($"/client?guid={guid}");
        await page.Text("Answered").WaitForAsync();
        await world.SayAsync(guid, "status", word);
        await page.PictureAsync();
        await page.FitsAsync();
        Assert.True(await FitInsideAsync(page, "article > div"));
        if (width == 360)
        {
            await page.Button("Projects").ClickAsync();
            await page.Page.GetByRole(AriaRole.Dialog).WaitForAsync();
            await page.PictureAsync();
            await page.FitsAsync();
        }
        else
        {
            Assert.True(await FitInsideAsync(page, "[role=tabpanel]"));
        }

        // Else what is done with a project cannot be reached.
        await page.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Actions for w") }).ClickAsync(
            new() { Trial = true });
    }

    [Theory]
    [InlineData(360)]
    [InlineData(1440)]
    public async Task Right_to_left_text_is_set_from_the_right(int width)
    {
        const string Hebrew = "אתר למאפייה שלי, עם שעות פתיחה ותמונות (Morgenrot)";
        var guid = await world.SessionAsync("מאפיית הבוקר");
        await world.Api.ChatAsync(guid, $"{SayingAgent.Begin}\n{Hebrew}\n{SayingAgent.End}", FaultWorld.Token);
        await using var page = await world.OpenAsync(width: width);
        await page.GotoAsync($"/client?guid={guid}");
        await page.Text("Answered").WaitForAsync();
        await page.Page.Locator(".prose").WaitForAsync();
        await page.Page.GetByLabel("Message", new() { Exact = true }).FillAsync(Hebrew);
        await page.PictureAsync();
        await page.FitsAsync();
        foreach (var place in (string[])["h1", ".prose", "textarea"])
        {
            Assert.Equal("rtl", await page.Page.Locator(place).First.EvaluateAsync<string>(
                "element => getComputedStyle(element).direction"));
        }
    }

    /// <summary>Whether nothing reaches out of the boxes a selector finds.</summary>
    private static Task<bool> FitInsideAsync(FaultPage page, string selector) => page.Page.EvaluateAsync<bool>(
        "selector => [...document.querySelectorAll(selector)].every(box => box.scrollWidth <= box.clientWidth + 1)",
        selector);
}
