using System.Diagnostics;
using System.Globalization;
using TmuxBuilder.Agent.Processes;

namespace TmuxBuilder.Agent.Tests.Processes;

/// <summary>
/// A shell that stands for the wrapper runs one that stands for the agent, which runs what a line tells it to.
/// </summary>
public sealed class RunningToolsTests : IDisposable
{
    private readonly RunningTools tools = new();
    private readonly List<int> started = [];
    private readonly Process pane = Process.Start(new ProcessStartInfo(
        "/bin/sh", ["-c", """sh -c 'while read -r line; do eval "$line"; done'; true"""])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        started.ForEach(tool => ProcessTree.Signal(tool, ProcessTree.Kill));
        pane.Kill(entireProcessTree: true);
        pane.Dispose();
    }

    [Fact]
    public async Task An_agent_alone_runs_no_tool()
    {
        await RunAsync("true");

        Assert.False(tools.Any(pane.Id));
    }

    [Fact]
    public async Task A_tool_runs_until_it_has_ended()
    {
        var tool = await StartAsync("sleep 6000 & echo $!");
        Assert.True(tools.Any(pane.Id));

        await EndAsync(tool);

        Assert.False(tools.Any(pane.Id));
    }

    [Fact]
    public async Task A_tool_that_was_seen_counts_also_when_it_outlives_the_shell_that_ran_it()
    {
        var tool = await StartAsync("sh -c 'sleep 6000 & echo $!; read -r line'");
        Assert.True(tools.Any(pane.Id));
        await RunAsync("\ntrue");
        Assert.DoesNotContain(tool, ProcessTree.Of(pane.Id));

        Assert.True(tools.Any(pane.Id));

        await EndAsync(tool);
        Assert.False(tools.Any(pane.Id));
    }

    [Fact]
    public async Task What_runs_when_a_turn_begins_is_none_of_its_tools_and_neither_is_what_that_starts()
    {
        var server = await StartAsync("sh -c 'kill -STOP $$; sleep 6000 & echo $!; wait' & echo $!");
        tools.Begin(pane.Id);
        await StartAsync($"until grep -q '^State:.T' /proc/{server}/status; do :; done; kill -CONT {server}");
        Assert.False(tools.Any(pane.Id));

        var tool = await StartAsync("sleep 6000 & echo $!");
        Assert.True(tools.Any(pane.Id));

        await EndAsync(tool);
        Assert.False(tools.Any(pane.Id));
    }

    [Fact]
    public async Task A_tool_that_is_no_longer_below_the_agent_is_killed_and_others_are_left_to_it()
    {
        tools.Begin(pane.Id);
        var left = await StartAsync("sh -c 'sleep 6000 & echo $!; read -r line'");
        Assert.True(tools.Any(pane.Id));
        await RunAsync("\ntrue");
        var tool = await StartAsync("sleep 6000 & echo $!");

        tools.EndDetached(pane.Id);

        await RunAsync($"while grep -q '^State:.[^Z]' /proc/{left}/status 2>/dev/null; do :; done");
        Assert.True(ProcessTree.IsRunning(tool));
        await EndAsync(tool);
        Assert.False(tools.Any(pane.Id));
    }

    [Fact]
    public async Task What_an_earlier_command_left_behind_is_no_tool()
    {
        var left = await StartAsync("sh -c 'sleep 6000 >/dev/null & echo $!'");
        await RunAsync("true");

        Assert.False(tools.Any(pane.Id));

        await EndAsync(left);
    }

    private async Task<int> StartAsync(string line)
    {
        await WriteAsync(line);
        var tool = int.Parse(await ReadAsync(), CultureInfo.InvariantCulture);
        started.Add(tool);
        return tool;
    }

    private async Task RunAsync(string line)
    {
        await WriteAsync($"{line}; echo done");
        Assert.Equal("done", await ReadAsync());
    }

    /// <summary>Ends a tool; whether somebody has asked for its status by then is not this test's affair.</summary>
    private Task EndAsync(int tool) => RunAsync(
        $"kill -9 {tool}; while grep -q '^State:.[^Z]' /proc/{tool}/status 2>/dev/null; do :; done");

    private async Task WriteAsync(string line)
    {
        await pane.StandardInput.WriteLineAsync(line.AsMemory(), Token);
        await pane.StandardInput.FlushAsync(Token);
    }

    private async Task<string> ReadAsync() =>
        await pane.StandardOutput.ReadLineAsync(Token).AsTask().WaitAsync(TimeSpan.FromSeconds(60), Token) ?? "";
}
