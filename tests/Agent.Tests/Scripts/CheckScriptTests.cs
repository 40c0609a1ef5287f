using TmuxBuilder.Agent.Tests.Channel;

namespace TmuxBuilder.Agent.Tests.Scripts;

public sealed class CheckScriptTests : IAsyncDisposable
{
    private readonly ChannelFixture fixture = new();

    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task The_workers_report_and_status_are_the_scripts(int status)
    {
        Directory.CreateDirectory($"{fixture.Paths.Folder}/code/dist");
        fixture.Calls.Answer = async (_, output, token) =>
        {
            await output("{", token);
            await output("  \"passed\": true }", token);
            return status;
        };
        fixture.Start();

        var run = await fixture.RunAsync("check.sh", "--dist", "code/dist");

        Assert.Equal(new ScriptRun(status, "{\n  \"passed\": true }\n", ""), run);
        var call = await fixture.Calls.NextAsync();
        Assert.Equal("check", call.Verb);
        Assert.Equal(["--dist", "code/dist"], call.Arguments);
    }

    [Theory]
    [InlineData("code/dist")]
    [InlineData("--dist")]
    [InlineData("--dist", "nowhere")]
    [InlineData("file:///etc/passwd")]
    [InlineData("--dist", "code", "http://tea.localhost/")]
    public async Task Wrong_arguments_are_said_in_one_line_and_go_nowhere(params string[] arguments)
    {
        Directory.CreateDirectory($"{fixture.Paths.Folder}/code");
        fixture.Start();

        var run = await fixture.RunAsync("check.sh", arguments);

        Assert.Equal(2, run.Status);
        Assert.StartsWith("Right is: ./check.sh [URL | --dist DIR]", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, fixture.Calls.Received.Count);
    }

    [Fact]
    public async Task A_report_cut_off_by_a_restart_of_the_worker_is_asked_for_again_and_printed_whole()
    {
        var asked = 0;
        var reached = new TaskCompletionSource();
        fixture.Calls.Answer = async (_, output, token) =>
        {
            await output("{ \"passed\":", token);
            if (++asked == 1)
            {
                reached.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            }

            await output("true }", token);
            return 0;
        };
        fixture.Start();
        var running = fixture.RunAsync("check.sh");
        await reached.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        await fixture.StopAsync();
        fixture.Start();

        Assert.Equal(new ScriptRun(0, "{ \"passed\":\ntrue }\n", ""), await running);
        Assert.Equal(2, asked);
    }

    [Theory]
    [InlineData(3, "check.sh")]
    [InlineData(1, "deploy.sh", "--project", "tea")]
    public async Task A_worker_that_stays_away_made_no_check_and_published_nothing(
        int status, string script, params string[] arguments)
    {
        var file = $"{fixture.Paths.Folder}/{script}";
        var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            file,
            text.Replace("patience=120", "patience=0", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);

        var run = await fixture.RunAsync(script, arguments);

        Assert.Equal(
            new ScriptRun(status, "", $"The worker was away for 0 s; run ./{script} again.\n"), run);
    }
}
