using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using TmuxBuilder.Agent.Channel;

namespace TmuxBuilder.Agent.Tests.Channel;

public sealed class HookTests : IAsyncDisposable
{
    // The key begins before the place where a long line is cut, and ends behind it.
    private static readonly string CutWithinKey = $"{new string('x', 100)} {"ghp_"}{new string('a', 36)}";

    private readonly ChannelFixture fixture = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    public static TheoryData<string, object> Payloads => new()
    {
        { """{"hook_event_name":"SessionStart","source":"startup","model":"m"}""", new AgentHook.Ready() },
        { """{"hook_event_name":"SessionStart","source":"resume"}""", new AgentHook.Ready() },
        { """{"hook_event_name":"UserPromptSubmit","prompt":"Read x"}""", new AgentHook.Submitted("Read x") },
        {
            """{"hook_event_name":"PreToolUse","tool_name":"Bash","tool_input":{"command":"npm install\nrm x"}}""",
            new AgentHook.ToolStarted("Bash", "Running npm install")
        },
        {
            $$$"""{"hook_event_name":"PreToolUse","tool_name":"Bash","tool_input":{"command":"{{{CutWithinKey}}}"}}""",
            new AgentHook.ToolStarted("Bash", $"Running {new string('x', 100)} [redacted]")
        },
        {
            """{"hook_event_name":"PreToolUse","tool_name":"mcp__x","tool_input":[1]}""",
            new AgentHook.ToolStarted("mcp__x", "Using mcp__x")
        },
        {
            """{"hook_event_name":"PostToolUse","tool_name":"Write","tool_response":{"x":[1,{}]}}""",
            new AgentHook.ToolEnded("Write", Failed: false)
        },
        {
            """{"hook_event_name":"PostToolUseFailure","tool_name":"Bash","error":"Exit code 3"}""",
            new AgentHook.ToolEnded("Bash", Failed: true)
        },
        {
            """{"hook_event_name":"Stop","last_assistant_message":"Ready.","background_tasks":[]}""",
            new AgentHook.Stopped("Ready.")
        },
        {
            """{"hook_event_name":"PermissionRequest","tool_name":"Bash","tool_input":{"command":"x"}}""",
            new AgentHook.PermissionAsked("Bash")
        },
        { """{"hook_event_name":"Stop"}""", new AgentHook.Stopped(null) },
        {
            """{"hook_event_name":"StopFailure","error":"rate_limit","last_assistant_message":"API Error"}""",
            new AgentHook.TurnFailed("rate_limit", "API Error")
        },
    };

    [Theory]
    [MemberData(nameof(Payloads))]
    public async Task A_hook_is_read(string payload, object expected)
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

        Assert.Equal(new AgentHook.ToolStarted("Write", "Writing code/a.html"), await NextAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{\"hook_event_name\":7}")]
    [InlineData("{}")]
    public async Task What_is_no_hook_is_taken_and_means_nothing(string payload)
    {
        fixture.Start();

        Assert.Equal(0, (await fixture.RunAsync("hook.sh", payload, [])).Status);
        await fixture.RunAsync("hook.sh", """{"hook_event_name":"UserPromptSubmit","prompt":"next"}""", []);

        Assert.Equal(new AgentHook.Submitted("next"), await NextAsync());
    }

    [Theory]
    [InlineData("""{"hook_event_name":"Stop","background_tasks":[{"status":"running"}]}""")]
    [InlineData("""{"hook_event_name":"UserPromptSubmit","prompt":"<task-notification>x"}""")]
    [InlineData("""{"hook_event_name":"SessionStart","source":"clear"}""")]
    [InlineData("""{"hook_event_name":"SomethingNew"}""")]
    public async Task What_says_nothing_about_the_turn_only_shows_that_the_agent_lives(string payload)
    {
        fixture.Start();

        await fixture.RunAsync("hook.sh", payload, []);

        Assert.Equal(new AgentHook.Other(), await NextAsync());
    }

    [Fact]
    public async Task Hooks_of_the_time_without_a_worker_are_signalled_when_it_is_back()
    {
        await fixture.RunAsync("hook.sh", """{"hook_event_name":"UserPromptSubmit","prompt":"Read x"}""", []);
        await fixture.RunAsync("hook.sh", """{"hook_event_name":"Stop","last_assistant_message":"Done."}""", []);

        fixture.Start();

        Assert.Equal(new AgentHook.Submitted("Read x"), await NextAsync());
        Assert.Equal(new AgentHook.Stopped("Done."), await NextAsync());
    }

    [Fact]
    public async Task A_request_for_permission_is_refused_by_the_hooks_answer_whether_or_not_a_worker_listens()
    {
        const string Payload = """{"hook_event_name":"PermissionRequest","tool_name":"Bash"}""";
        var away = await fixture.RunAsync("hook.sh", Payload, ["refuse"]);
        fixture.Start();
        var there = await fixture.RunAsync("hook.sh", Payload, ["refuse"]);

        foreach (var answer in (ScriptRun[])[away, there])
        {
            using var json = JsonDocument.Parse(answer.Output);
            var decision = json.RootElement.GetProperty("hookSpecificOutput").GetProperty("decision");
            Assert.Equal("deny", decision.GetProperty("behavior").GetString());
            Assert.Equal(0, answer.Status);
        }

        Assert.Equal(new AgentHook.PermissionAsked("Bash"), await NextAsync());
        Assert.Equal(new AgentHook.PermissionAsked("Bash"), await NextAsync());
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

    private async Task<AgentHook> NextAsync() =>
        await fixture.Hooks.ReadAsync(Token).AsTask().WaitAsync(TimeSpan.FromSeconds(60), Token);
}
