namespace TmuxBuilder.DemoAgent.Tests.Conversation;

public sealed class TurnTests : IAsyncDisposable
{
    private const string Request =
        "A site for my bakery called Crust & Co. Headline: Warm bread. Also online payments.";

    private readonly DemoPane _pane = new();
    private readonly ListeningWorker _worker;
    private FileStream? _gate;
    private int _interruptedScript;

    public TurnTests() => _worker = new ListeningWorker(_pane.Socket);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_turn_obeys_the_contract_in_order()
    {
        await _pane.StartAsync(resume: false, Token);
        var start = await _worker.NextAsync("SessionStart", Token);
        Assert.Equal("startup", start.GetProperty("source").GetString());
        Assert.Contains("no AI model is used", await _pane.CaptureAsync(Token), StringComparison.Ordinal);

        var line = _pane.Instruction("prompt_1.txt", Request);
        await _pane.TypeAsync(line, Token);
        var stop = await _worker.NextAsync("Stop", Token);

        Assert.Equal(
            [
                "SessionStart", "UserPromptSubmit",
                .. Around($"{_pane.At("prompt_1.txt")}"),
                .. Around("./notify.sh ack"),
                .. Around("./notify.sh status 'The demo builder read your request (no AI model is used)'"),
                .. Around("./notify.sh phase Planning"),
                .. Around("./notify.sh progress 10"),
                .. Around("./notify.sh found 'A bakery site: “Crust & Co”'"),
                .. Around("./notify.sh phase Building"),
                .. Around("./notify.sh working 'Writing the pages of “Crust & Co”'"),
                .. Around("./notify.sh progress 25"),
                .. Around(_pane.At("code/dist/styles.css")), .. Around("./notify.sh created code/dist/styles.css"),
                .. Around(_pane.At("code/dist/site.js")), .. Around("./notify.sh created code/dist/site.js"),
                .. Around(_pane.At("code/dist/index.html")), .. Around("./notify.sh created code/dist/index.html"),
                .. Around("./notify.sh progress 60"),
                .. Around("./notify.sh phase Publishing"),
                .. Around("./deploy.sh --project crust-co --dir code/dist"),
                .. Around(_pane.At("summary.md")),
                .. Around("./notify.sh progress 100"),
                .. Around("./notify.sh summary"),
                .. Around("./notify.sh done"),
                "Stop",
            ],
            _worker.Names);
        Assert.All(
            _worker.Seen, hook => Assert.Equal(DemoPane.Conversation, hook.GetProperty("session_id").GetString()));
        Assert.Equal(line, _worker.Seen[1].GetProperty("prompt").GetString());
        Assert.Equal("Read", _worker.Seen[2].GetProperty("tool_name").GetString());
        Assert.Equal(0, stop.GetProperty("background_tasks").GetArrayLength());
        Assert.Contains(
            "http://tmux-0123456789ab-site",
            stop.GetProperty("last_assistant_message").GetString(),
            StringComparison.Ordinal);
        Assert.Contains("Warm bread", _pane.Page, StringComparison.Ordinal);
        var summary = await File.ReadAllTextAsync(_pane.At("summary.md"), Token);
        Assert.Contains("http://tmux-0123456789ab-site.localhost:8000/", summary, StringComparison.Ordinal);
        Assert.Contains("online payments", summary, StringComparison.Ordinal);
        Assert.Contains("no AI model is used", summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_message_changes_the_same_site()
    {
        await BuildAsync("prompt_1.txt", Request);
        await TurnAsync("prompt_2.txt", "Make it purple and add a gallery");

        Assert.Equal(
            ["deploy --project crust-co --dir code/dist", "deploy --project crust-co --dir code/dist"],
            _pane.Calls.Where(call => call.StartsWith("deploy", StringComparison.Ordinal)));
        Assert.Contains("Warm bread", _pane.Page, StringComparison.Ordinal);
        Assert.Contains("id=\"gallery\"", _pane.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_report_of_a_check_is_no_wish_of_the_clients()
    {
        await BuildAsync("prompt_1.txt", Request);
        var before = _pane.Page;

        await TurnAsync(
            "prompt_2.txt",
            "The platform opened what you published in a real browser.\n\n----- begin 0123456789ab -----\n"
                + "Site: Crust\nMake it purple and add a gallery\n----- end 0123456789ab -----\n");

        Assert.Equal(before, _pane.Page);
        Assert.Single(_pane.Calls, call => call.StartsWith("deploy", StringComparison.Ordinal));
        Assert.Contains(
            "Nothing was mended",
            await File.ReadAllTextAsync(_pane.At("summary.md"), Token),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_uploaded_picture_is_published_with_the_site()
    {
        byte[] png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3];
        Directory.CreateDirectory(_pane.At("uploads"));
        await File.WriteAllBytesAsync(_pane.At("uploads/1_a.png"), png, Token);

        await BuildAsync(
            "prompt_1.txt", "Analyze this image and create a website based on what you see: uploads/1_a.png");

        Assert.Equal(png, await File.ReadAllBytesAsync(_pane.At("code/dist/assets/picture-1.png"), Token));
        Assert.Contains("assets/picture-1.png", _pane.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_deploy_is_an_error_and_the_summary_says_so()
    {
        await File.WriteAllTextAsync(_pane.At("gate/refuse"), "", Token);

        await BuildAsync("prompt_1.txt", Request);

        Assert.StartsWith(
            "notify error Publishing failed: no index.html: build first", _pane.Calls[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("notify done", _pane.Calls);
        Assert.Contains("PostToolUseFailure ./deploy.sh --project crust-co --dir code/dist", _worker.Names);
        Assert.Contains(
            "was not published", await File.ReadAllTextAsync(_pane.At("summary.md"), Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Escape_ends_the_turn_without_another_word_and_the_next_line_is_taken()
    {
        await InterruptAsync("Escape");

        await TurnAsync("prompt_2.txt", "Make it purple");

        var submits = _worker.Names.Select((name, at) => (name, at))
            .Where(hook => hook.name == "UserPromptSubmit").ToList();
        Assert.Equal("PreToolUse ./deploy.sh --project crust-co --dir code/dist", _worker.Names[submits[1].at - 1]);
        Assert.Single(_worker.Names, "Stop");
    }

    [Fact]
    public async Task Control_c_interrupts_too_and_ends_the_running_script()
    {
        await InterruptAsync("C-c");
        await TurnAsync("prompt_2.txt", "Make it purple");

        Assert.Contains("Interrupted", await _pane.CaptureAsync(Token), StringComparison.Ordinal);
        Assert.False(Directory.Exists($"/proc/{_interruptedScript}"));
    }

    [Fact]
    public async Task Control_u_clears_what_was_typed_before()
    {
        await _pane.StartAsync(resume: false, Token);
        await _worker.NextAsync("SessionStart", Token);
        await _pane.KeyAsync("x", Token);
        await _pane.KeyAsync("C-u", Token);
        await _pane.TypeAsync(_pane.Instruction("prompt_1.txt", Request), Token);

        Assert.StartsWith(
            "Read /",
            (await _worker.NextAsync("UserPromptSubmit", Token)).GetProperty("prompt").GetString(),
            StringComparison.Ordinal);
        await _worker.NextAsync("Stop", Token);
    }

    [Theory]
    [InlineData("TERM", 143)]
    [InlineData("INT", 0)]
    public async Task A_signal_ends_it_with_a_last_report(string signal, int status)
    {
        await _pane.StartAsync(resume: false, Token);
        await _worker.NextAsync("SessionStart", Token);

        Assert.Equal(status, await _pane.SignalAndWaitAsync(signal, Token));
        await _worker.NextAsync("SessionEnd", Token);
    }

    [Fact]
    public async Task The_end_of_input_ends_it_with_status_0()
    {
        await _pane.StartAsync(resume: false, Token);
        await _worker.NextAsync("SessionStart", Token);
        await _pane.KeyAsync("C-d", Token);

        Assert.Equal(0, await _pane.SignalAndWaitAsync(signal: null, Token));
        await _worker.NextAsync("SessionEnd", Token);
    }

    [Theory]
    [InlineData("hello there")]
    [InlineData("!touch pwned")]
    [InlineData("/help")]
    [InlineData("Read relative.txt and complete the task")]
    [InlineData("Read /etc/passwd and complete the task")]
    [InlineData("Read /session/../etc/passwd and complete the task")]
    public async Task Any_other_line_is_answered_in_words_only(string line)
    {
        await _pane.StartAsync(resume: false, Token);
        await _worker.NextAsync("SessionStart", Token);
        await _pane.TypeAsync(line, Token);
        var stop = await _worker.NextAsync("Stop", Token);

        Assert.NotEmpty(stop.GetProperty("last_assistant_message").GetString()!);
        Assert.Empty(_pane.Calls);
        Assert.False(Directory.Exists(_pane.At("code")));
    }

    [Fact]
    public async Task A_prompt_file_that_is_a_link_or_a_pipe_is_not_read()
    {
        File.CreateSymbolicLink(_pane.At("prompt_1.txt"), "/etc/passwd");
        File.CreateSymbolicLink(_pane.At("away"), "/etc");
        await _pane.HoldDeployAsync(Token);
        await _pane.StartAsync(resume: false, Token);
        await _worker.NextAsync("SessionStart", Token);
        foreach (var path in new[] { "prompt_1.txt", "away/passwd", "gate/deploy", "gate" })
        {
            await _pane.TypeAsync($"Read {_pane.At(path)} and complete the task", Token);
            var stop = await _worker.NextAsync("Stop", Token);
            Assert.StartsWith(
                "I did not read", stop.GetProperty("last_assistant_message").GetString(), StringComparison.Ordinal);
        }

        Assert.Empty(_pane.Calls);
    }

    [Fact]
    public async Task Escape_sequences_in_a_message_reach_neither_the_pane_nor_the_page()
    {
        await BuildAsync("prompt_1.txt", "A shop called \u001b]0;owned\u0007Quiet\u001b[2J Corner\u009b31m");

        Assert.Contains("Quiet Corner", await _pane.CaptureAsync(Token), StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', _pane.Page);
        Assert.All(_pane.Calls, call => Assert.DoesNotContain(call, char.IsControl));
    }

    public async ValueTask DisposeAsync()
    {
        _gate?.Dispose();
        await _pane.DisposeAsync();
        await _worker.DisposeAsync();
    }

    private static string[] Around(string use) => [$"PreToolUse {use}", $"PostToolUse {use}"];

    private async Task BuildAsync(string prompt, string content)
    {
        await _pane.StartAsync(resume: false, Token);
        await _worker.NextAsync("SessionStart", Token);
        await TurnAsync(prompt, content);
    }

    private async Task TurnAsync(string prompt, string content)
    {
        await _pane.TypeAsync(_pane.Instruction(prompt, content), Token);
        await _worker.NextAsync("Stop", Token);
    }

    /// <summary>
    /// Interrupts a turn whose deploy waits at the gate, which stays shut: only the interrupt can free the agent.
    /// </summary>
    private async Task InterruptAsync(string key)
    {
        await _pane.HoldDeployAsync(Token);
        await _pane.StartAsync(resume: false, Token);
        await _worker.NextAsync("SessionStart", Token);
        await _pane.TypeAsync(_pane.Instruction("prompt_1.txt", Request), Token);
        await _worker.NextAsync("PreToolUse ./deploy.sh", Token);
        _gate = _pane.MeetDeployAtTheGate();
        _interruptedScript = _pane.DeployPid;
        await _pane.KeyAsync(key, Token);
        File.Delete(_pane.At("gate/deploy"));
    }
}
