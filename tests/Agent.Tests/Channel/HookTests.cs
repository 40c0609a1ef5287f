using System.Net.Sockets;
using System.Text;

namespace TmuxBuilder.Agent.Tests.Channel;

public sealed class HookTests : IAsyncDisposable
{
    // The key begins before the place where a long line is cut, and ends behind it.
    private static readonly string CutWithinKey = $"{new string('x', 100)} {"ghp_"}{new string('a', 36)}";

    private readonly ChannelFixture fixture = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    public static TheoryData<string, AgentSignal> Payloads => new()
    {
        { """{"hook_event_name":"SessionStart","source":"startup","model":"m"}""", new AgentSignal.Ready() },
        { """{"hook_event_name":"SessionStart","source":"resume"}""", new AgentSignal.Ready() },
        { """{"hook_event_name":"UserPromptSubmit","prompt":"Read x"}""", new AgentSignal.Accepted("Read x") },
        {
            """{"hook_event_name":"PreToolUse","tool_name":"Bash","tool_input":{"command":"npm install\nrm x"}}""",
            new AgentSignal.ToolStarted("Bash", "Running npm install")
        },
        {
            $$$"""{"hook_event_name":"PreToolUse","tool_name":"Bash","tool_input":{"command":"{{{CutWithinKey}}}"}}""",
            new AgentSignal.ToolStarted("Bash", $"Running {new string('x', 100)} [redacted]")
        },
        {
            """{"hook_event_name":"PreToolUse","tool_name":"mcp__x","tool_input":[1]}""",
            new AgentSignal.ToolStarted("mcp__x", "Using mcp__x")
        },
        {
            """{"hook_event_name":"PostToolUse","tool_name":"Write","tool_response":{"x":[1,{}]}}""",
            new AgentSignal.ToolEnded("Write", Failed: false)
        },
        {
            """{"hook_event_name":"PostToolUseFailure","tool_name":"Bash","error":"Exit code 3"}""",
            new AgentSignal.ToolEnded("Bash", Failed: true)
        },
        {
            """{"hook_event_name":"Stop","last_assistant_message":"Ready.","background_tasks":[]}""",
            new AgentSignal.Stopped("Ready.")
        },
        { """{"hook_event_name":"Stop"}""", new AgentSignal.Stopped(null) },
        {
            """{"hook_event_name":"StopFailure","error":"rate_limit","last_assistant_message":"API Error"}""",
            new AgentSignal.TurnFailed("rate_limit", "API Error")
        },
    };

    [Theory]
    [MemberData(nameof(Payloads))]
    public async Task A_hook_becomes_its_signal(string payload, AgentSignal expected)
    {
        fixture.Start();

        Assert.Equal(new ScriptRun(0, "", ""), await fixture.RunAsync("hook.sh", payload, []));

        Assert.Equal(expected, await NextAsync());
    }

    [Fact]
    public async Task A_path_in_the_sessions_folder_is_shown_without_it()
    {
        fixture.Start();

        await fixture.RunAsync(
            "hook.sh",
            $$$"""{"hook_event_name":"PreToolUse","tool_name":"Write","tool_input":{"file_path":"{{{fixture.Paths.Folder}}}/code/a.html"}}""",
            []);

        Assert.Equal(new AgentSignal.ToolStarted("Write", "Writing code/a.html"), await NextAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{\"hook_event_name\":7}")]
    [InlineData("""{"hook_event_name":"Stop","background_tasks":[{"status":"running"}]}""")]
    [InlineData("""{"hook_event_name":"UserPromptSubmit","prompt":"<task-notification>x"}""")]
    [InlineData("""{"hook_event_name":"SessionStart","source":"clear"}""")]
    [InlineData("""{"hook_event_name":"SomethingNew"}""")]
    public async Task What_says_nothing_about_the_turn_is_taken_and_signals_nothing(string payload)
    {
        fixture.Start();

        Assert.Equal(0, (await fixture.RunAsync("hook.sh", payload, [])).Status);
        await fixture.RunAsync("hook.sh", """{"hook_event_name":"UserPromptSubmit","prompt":"next"}""", []);

        Assert.Equal(new AgentSignal.Accepted("next"), await NextAsync());
    }

    [Fact]
    public async Task Hooks_of_the_time_without_a_worker_are_signalled_when_it_is_back()
    {
        await fixture.RunAsync("hook.sh", """{"hook_event_name":"UserPromptSubmit","prompt":"Read x"}""", []);
        await fixture.RunAsync("hook.sh", """{"hook_event_name":"Stop","last_assistant_message":"Done."}""", []);

        fixture.Start();

        Assert.Equal(new AgentSignal.Accepted("Read x"), await NextAsync());
        Assert.Equal(new AgentSignal.Stopped("Done."), await NextAsync());
    }

    [Fact]
    public async Task A_later_worker_knows_what_was_taken_and_how_it_ended()
    {
        fixture.Start();
        await fixture.RunAsync("hook.sh", """{"hook_event_name":"UserPromptSubmit","prompt":"Read x"}""", []);
        Assert.Null(fixture.Inbox!.LastTurn.End);
        await fixture.RunAsync("hook.sh", """{"hook_event_name":"StopFailure","error":"server_error"}""", []);
        await fixture.StopAsync();

        fixture.Start();

        Assert.Equal(["Read x"], fixture.Inbox.LastTurn.Taken);
        Assert.Equal(new AgentSignal.TurnFailed("server_error", ""), fixture.Inbox.LastTurn.End);
        await fixture.Inbox.NoteTypedAsync(Token);
        Assert.Null(fixture.Inbox.LastTurn.End);
    }

    [Fact]
    public async Task A_hostile_spool_harms_nobody_and_is_cleared()
    {
        var spool = Directory.CreateDirectory(fixture.Paths.Spool).FullName;
        File.CreateSymbolicLink($"{spool}/1-link", "/etc/passwd");
        Directory.CreateDirectory($"{spool}/2-folder/deep");
        await File.WriteAllTextAsync($"{spool}/3-junk", "junk", Token);
        await using (var huge = File.Create($"{spool}/4-huge"))
        {
            huge.SetLength(1L << 32);
        }

        await File.WriteAllTextAsync($"{spool}/5-good", "notify\0id\0ack", Token);

        fixture.Start();

        Assert.Equal(["ack"], (await fixture.Calls.NextAsync()).Arguments);
        await fixture.RunAsync("notify.sh", "done");
        Assert.Empty(Directory.GetFileSystemEntries(spool));
        Assert.True(File.Exists("/etc/passwd"));
    }

    [Theory]
    [InlineData("shutdown\0id")]
    [InlineData("notify")]
    [InlineData("")]
    public async Task An_unknown_request_is_refused(string request)
    {
        fixture.Start();

        Assert.EndsWith("exit 2\n", await SendAsync(Encoding.UTF8.GetBytes(request)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_beyond_a_megabyte_is_refused_and_the_next_one_served()
    {
        fixture.Start();

        // The worker stops reading, so the rest of the request may find its connection closed.
        var refused = await Record.ExceptionAsync(
            () => SendAsync(Encoding.UTF8.GetBytes("notify\0id\0status\0" + new string('x', 3 << 20))));

        Assert.True(refused is null or IOException);
        Assert.Equal(0, fixture.Calls.Received.Count);
        Assert.Equal("exit 0\n", await SendAsync("notify\0id\0ack"u8.ToArray()));
    }

    private async Task<string> SendAsync(byte[] request)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(fixture.Paths.WorkerSocket), Token);
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(request, Token);
        socket.Shutdown(SocketShutdown.Send);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(Token).WaitAsync(TimeSpan.FromSeconds(60), Token);
    }

    private async Task<AgentSignal> NextAsync() =>
        await fixture.Inbox!.Signals.ReadAsync(Token).AsTask().WaitAsync(TimeSpan.FromSeconds(60), Token);
}
