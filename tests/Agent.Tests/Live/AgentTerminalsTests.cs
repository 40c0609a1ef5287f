using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using TmuxBuilder.Agent.Launch;
using TmuxBuilder.Agent.Live;
using TmuxBuilder.Agent.Tmux;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Terminals;

namespace TmuxBuilder.Agent.Tests.Live;

public sealed class AgentTerminalsTests : IAsyncDisposable
{
    private readonly TemporaryFolder temporary = new();
    private readonly string server = $"tb-test-{RandomNumberGenerator.GetHexString(12, lowercase: true)}";
    private readonly SessionId session = SessionId.New("ada@example.com", TimeProvider.System);
    private readonly Channel<bool> pokes = System.Threading.Channels.Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly ControlClient client;
    private readonly TmuxTerminal terminal;
    private readonly AgentTerminals live;

    public AgentTerminalsTests()
    {
        client = new ControlClient(server, TimeProvider.System, NullLogger<ControlClient>.Instance);
        terminal = new TmuxTerminal(client);
        live = new AgentTerminals(client, TimeProvider.System);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await client.KillServerAsync(Token);
        await client.DisposeAsync();
        temporary.Dispose();
    }

    [Fact]
    public async Task A_watch_is_shown_the_screen_and_then_what_is_printed()
    {
        await OpenAsync("echo before; read -r line; printf '\\033[31mgot %s ö\\n' \"$line\"; read -r line");
        await ShownAsync("before");
        await using var watch = Watch();

        var screen = Assert.IsType<TerminalEvent.Screen>(await NextAsync(watch));
        Assert.Equal((200, 50), (screen.Columns, screen.Rows));
        Assert.Contains("before", screen.Text, StringComparison.Ordinal);
        Assert.True(await live.TypeAsync(session, Encoding.UTF8.GetBytes("tea\r"), Token));

        var printed = await ReadUntilAsync(watch, "ö");
        Assert.Contains("\u001b[31mgot tea ö", printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_watch_is_shown_the_whole_screen_at_once()
    {
        await OpenAsync("echo before; read -r line");
        await ShownAsync("before");
        for (var round = 0; round < 100; round++)
        {
            await using var watch = Watch();
            var screen = Assert.IsType<TerminalEvent.Screen>(await NextAsync(watch));
            Assert.Contains("before", screen.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("$(touch x) `id` ; # %end \\ \" ' {}")]
    [InlineData("日本語 ö €")]
    public async Task What_is_typed_arrives_byte_for_byte(string text)
    {
        var file = temporary["typed"];
        await OpenAsync($"IFS= read -r line; printf '%s' \"$line\" >{file}");

        Assert.True(await live.TypeAsync(session, Encoding.UTF8.GetBytes(text + "\r"), Token));

        await UntilAsync(async () => (await terminal.ListAsync(Token)).Any(pane => pane.IsDead));
        Assert.Equal(text, await File.ReadAllTextAsync(file, Token));
    }

    [Fact]
    public async Task Keys_are_keys()
    {
        await OpenAsync("trap 'echo interrupted' INT; echo ready; while :; do read -r line; done");
        await ShownAsync("ready");
        await using var watch = Watch();
        await NextAsync(watch);

        Assert.True(await live.TypeAsync(session, new byte[] { 3 }, Token));

        await ReadUntilAsync(watch, "interrupted");
    }

    [Fact]
    public async Task Whoever_does_not_read_holds_nobody_up_and_is_shown_the_screen_anew()
    {
        await OpenAsync("read -r line; seq 1 200000; echo the end; read -r line");
        await using var slow = Watch();
        Assert.IsType<TerminalEvent.Screen>(await NextAsync(slow));

        await live.TypeAsync(session, "\r"u8.ToArray(), Token);
        await ShownAsync("the end");

        // Far more was printed than is kept: at some point the screen stands in for it.
        var shown = 0;
        for (var text = ""; !text.Contains("the end", StringComparison.Ordinal) || shown == 0;)
        {
            var next = await NextAsync(slow);
            shown += next is TerminalEvent.Screen ? 1 : 0;
            text = next is TerminalEvent.Screen ? TextOf(next) : text + TextOf(next);
            Assert.True(text.Length <= FeedBuffer.MostText * 2);
        }
    }

    [Fact]
    public async Task A_terminal_that_opens_is_shown_to_whoever_waits_and_its_end_is_told()
    {
        await using var watch = Watch();
        await UntilAsync(async () => await watch.NextAsync(Token) is null && !watch.IsThere);

        await OpenAsync("echo first; read -r line");
        live.Opened(session);
        Assert.IsType<TerminalEvent.Screen>(await NextAsync(watch));
        Assert.True(watch.IsThere);
        await terminal.CloseAsync(AgentRun.NameOf(session), Token);
        await UntilAsync(async () => await watch.NextAsync(Token) is null && !watch.IsThere);

        await OpenAsync("echo second; read -r line");
        live.Opened(session);
        Assert.IsType<TerminalEvent.Screen>(await NextAsync(watch));
    }

    [Fact]
    public async Task Watching_changes_no_size_and_a_resize_is_shown()
    {
        await OpenAsync("read -r line");
        await using var watch = Watch();
        await NextAsync(watch);
        Assert.Equal(200, (Assert.IsType<TerminalEvent.Screen>(await FreshScreenAsync())).Columns);

        Assert.True(await live.ResizeAsync(session, 90, 30, Token));
        TerminalEvent.Screen? screen = null;
        while (screen is not { Columns: 90, Rows: 30 })
        {
            screen = await NextAsync(watch) as TerminalEvent.Screen;
        }

        await live.RestoreSizeAsync(session, Token);
        while (screen is not { Columns: 200, Rows: 50 })
        {
            screen = await NextAsync(watch) as TerminalEvent.Screen ?? screen;
        }

        async Task<TerminalEvent> FreshScreenAsync()
        {
            await using var other = Watch();
            return await NextAsync(other);
        }
    }

    [Fact]
    public async Task Without_a_watch_nothing_runs_and_an_absent_terminal_takes_nothing()
    {
        await OpenAsync("read -r line");
        var watch = Watch();
        await NextAsync(watch);
        Assert.Equal(2, (await ClientsAsync()).Count);

        await watch.DisposeAsync();

        await UntilAsync(async () => (await ClientsAsync()).Count == 1);
        var other = SessionId.New("bob@example.com", TimeProvider.System);
        Assert.False(await live.TypeAsync(other, new byte[] { 65 }, Token));
        Assert.False(await live.ResizeAsync(other, 80, 24, Token));
        await live.RestoreSizeAsync(other, Token);
    }

    private Task<IReadOnlyList<string>> ClientsAsync() => client.RunAsync(["list-clients"], Token);

    private IAgentTerminal Watch() => live.Watch(session, () => pokes.Writer.TryWrite(true));

    private Task OpenAsync(string script) =>
        terminal.OpenAsync(AgentRun.NameOf(session), ["/bin/bash", "-c", script], Token);

    private Task ShownAsync(string text) =>
        UntilAsync(async () => (await terminal.CaptureAsync(AgentRun.NameOf(session), Token)).Contains(
            text, StringComparison.Ordinal));

    private async Task<TerminalEvent> NextAsync(IAgentTerminal watch)
    {
        while (true)
        {
            if (await watch.NextAsync(Token) is { } found)
            {
                return found;
            }

            await pokes.Reader.ReadAsync(Token).AsTask().WaitAsync(TimeSpan.FromSeconds(60), Token);
        }
    }

    private async Task<string> ReadUntilAsync(IAgentTerminal watch, string text)
    {
        var read = new StringBuilder();
        while (!read.ToString().Contains(text, StringComparison.Ordinal))
        {
            read.Append(TextOf(await NextAsync(watch)));
        }

        return read.ToString();
    }

    private static string TextOf(TerminalEvent happened) => happened switch
    {
        TerminalEvent.Screen screen => screen.Text,
        TerminalEvent.Output output => output.Text,
        _ => throw new UnreachableException(),
    };

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (!await holds())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
