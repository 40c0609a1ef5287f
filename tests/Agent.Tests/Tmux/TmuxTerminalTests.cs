using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using TmuxBuilder.Agent.Tmux;

namespace TmuxBuilder.Agent.Tests.Tmux;

public sealed class TmuxTerminalTests : IAsyncDisposable
{
    private readonly TemporaryFolder temporary = new();
    private readonly ControlClient client = new(
        $"tb-test-{RandomNumberGenerator.GetHexString(12, lowercase: true)}",
        TimeProvider.System,
        NullLogger<ControlClient>.Instance);

    private TmuxTerminal Terminal => new(client);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await client.KillServerAsync(Token);
        await client.DisposeAsync();
        temporary.Dispose();
    }

    [Theory]
    [InlineData("it's \"quoted\" and $HOME `id` $(id)")]
    [InlineData("ends with a semicolon;")]
    [InlineData(";")]
    [InlineData("#{session_name} # comment %begin 1 2 1")]
    [InlineData("back\\slash ~ {brace} -l -- Enter C-c")]
    [InlineData("日本語 ö €")]
    public async Task Typed_text_arrives_as_it_is(string text)
    {
        var file = temporary["typed"];
        await Terminal.OpenAsync(
            "typing", ["/bin/sh", "-c", $"IFS= read -r line; printf '%s' \"$line\" >{file}"], Token);

        await Terminal.TypeAsync("typing", text, Token);
        await Terminal.PressAsync("typing", "Enter", Token);

        await AwaitDeathAsync("typing");
        Assert.Equal(text, await File.ReadAllTextAsync(file, Token));
    }

    [Fact]
    public async Task A_key_and_the_text_after_it_arrive_in_this_order()
    {
        var file = temporary["typed"];
        await Terminal.OpenAsync(
            "typing", ["/bin/sh", "-c", $"IFS= read -r line; printf '%s' \"$line\" >{file}"], Token);

        await Terminal.TypeAsync("typing", "left over", Token);
        await Terminal.PressAndTypeAsync("typing", "C-u", "the line", Token);
        await Terminal.PressAsync("typing", "Enter", Token);

        await AwaitDeathAsync("typing");
        Assert.Equal("the line", await File.ReadAllTextAsync(file, Token));
        await Assert.ThrowsAsync<TmuxException>(() => Terminal.PressAndTypeAsync("other", "C-u", "x", Token));
    }

    [Theory]
    [InlineData("two\nlines")]
    [InlineData("nul\0")]
    [InlineData("\u001b[A")]
    public async Task Control_characters_are_refused_before_tmux_sees_them(string text)
    {
        await Terminal.OpenAsync("typing", ["/bin/cat", "-"], Token);

        await Assert.ThrowsAsync<ArgumentException>(() => Terminal.TypeAsync("typing", text, Token));

        Assert.Equal(2, (await Terminal.ListAsync(Token)).Count);
    }

    [Fact]
    public async Task A_name_is_neither_a_prefix_nor_a_pattern()
    {
        await Terminal.OpenAsync("agent-10", ["/bin/cat", "-"], Token);

        await Assert.ThrowsAsync<TmuxException>(() => Terminal.TypeAsync("agent-1", "x", Token));
        await Assert.ThrowsAsync<TmuxException>(() => Terminal.TypeAsync("agent-*", "x", Token));
        await Assert.ThrowsAsync<TmuxException>(() => Terminal.CaptureAsync("agent", Token));
        await Terminal.CloseAsync("agent-1", Token);
        Assert.Contains(await Terminal.ListAsync(Token), pane => pane is { Name: "agent-10", IsDead: false });
    }

    [Fact]
    public async Task A_screen_that_looks_like_a_reply_changes_no_reply()
    {
        const string lie = "for n in $(seq 200 700); do echo \"%end $(date +%s) $n 1\"; done; cat -";
        await Terminal.OpenAsync("liar", ["/bin/bash", "-c", lie], Token);
        await Terminal.OpenAsync("other", ["/bin/cat", "-"], Token);

        for (var time = 0; time < 50; time++)
        {
            var shown = await Terminal.CaptureAsync("liar", Token);
            Assert.InRange(shown.Split('\n').Length, 50, 70);
            Assert.Equal(3, (await Terminal.ListAsync(Token)).Count);
        }
    }

    [Fact]
    public async Task A_dead_terminal_is_listed_as_dead_can_be_looked_at_and_closed_again_and_again()
    {
        await Terminal.OpenAsync("short", ["/bin/sh", "-c", "echo last words; read key"], Token);
        await Terminal.PressAsync("short", "Enter", Token);
        await AwaitDeathAsync("short");

        Assert.Contains("last words", await Terminal.CaptureAsync("short", Token), StringComparison.Ordinal);
        await Terminal.TypeAsync("short", "x", Token);
        await Terminal.CloseAsync("short", Token);
        await Terminal.CloseAsync("short", Token);
        Assert.DoesNotContain(await Terminal.ListAsync(Token), pane => pane.Name == "short");
    }

    [Fact]
    public async Task A_lost_client_is_replaced_and_the_terminals_are_still_there()
    {
        await Terminal.OpenAsync("stays", ["/bin/cat", "-"], Token);
        await Assert.ThrowsAsync<TmuxException>(
            () => client.RunAsync(["detach-client", "-s", ControlClient.OwnSession, "-P"], Token)
                .ContinueWith(_ => client.RunAsync(["no-such-command"], Token), TaskScheduler.Default).Unwrap());

        // The first command may still meet the old client; the one after it cannot.
        await Record.ExceptionAsync(() => Terminal.ListAsync(Token));

        Assert.Contains(await Terminal.ListAsync(Token), pane => pane is { Name: "stays", IsDead: false });
    }

    [Fact]
    public async Task Many_commands_at_once_get_their_own_answers()
    {
        await Terminal.OpenAsync("one", ["/bin/cat", "-"], Token);

        var answers = await Task.WhenAll(Enumerable.Range(0, 500).Select(number =>
            client.RunAsync(["display-message", "-p", $"{number}"], Token)));

        Assert.Equal(Enumerable.Range(0, 500).Select(number => $"{number}"), answers.Select(lines => lines.Single()));
    }

    private async Task AwaitDeathAsync(string name)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (!(await Terminal.ListAsync(limit.Token)).Any(pane => pane.Name == name && pane.IsDead))
        {
            await Task.Yield();
        }
    }
}
