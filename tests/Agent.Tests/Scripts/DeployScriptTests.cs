using TmuxBuilder.Agent.Tests.Channel;

namespace TmuxBuilder.Agent.Tests.Scripts;

public sealed class DeployScriptTests : IAsyncDisposable
{
    private readonly ChannelFixture fixture = new();

    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    [Fact]
    public async Task The_workers_lines_and_status_are_the_scripts()
    {
        Directory.CreateDirectory($"{fixture.Paths.Folder}/code/dist");
        fixture.Calls.Answer = async (_, output, token) =>
        {
            await output("Uploading 3 files", token);
            await output("https://example.org/", token);
            return 3;
        };
        fixture.Start();

        var run = await fixture.RunAsync("deploy.sh", "--project", "tea-shop", "--dir", "code/dist", "--new");

        Assert.Equal(new ScriptRun(3, "Uploading 3 files\nhttps://example.org/\n", ""), run);
        var call = await fixture.Calls.NextAsync();
        Assert.Equal("deploy", call.Verb);
        Assert.Equal(["--project", "tea-shop", "--dir", "code/dist", "--new"], call.Arguments);
    }

    [Theory]
    [InlineData]
    [InlineData("--project")]
    [InlineData("--project", "Tea Shop")]
    [InlineData("--project", "-tea")]
    [InlineData("--project", "a-name-that-is-much-too-long-for-it")]
    [InlineData("--project", "tea", "--dir")]
    [InlineData("--project", "tea", "--dir", "nowhere")]
    [InlineData("--project", "tea", "--force")]
    public async Task Wrong_arguments_are_said_in_one_line_and_go_nowhere(params string[] arguments)
    {
        fixture.Start();

        var run = await fixture.RunAsync("deploy.sh", arguments);

        Assert.Equal(2, run.Status);
        Assert.StartsWith("Right is: ./deploy.sh --project SLUG", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, fixture.Calls.Received.Count);
    }

    [Fact]
    public async Task A_deploy_outlives_a_restart_of_the_worker_under_its_id()
    {
        var ids = new List<string>();
        var reached = new TaskCompletionSource();
        fixture.Calls.Answer = async (call, _, token) =>
        {
            ids.Add(call.Id);
            if (ids.Count == 1)
            {
                reached.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            }

            return 0;
        };
        fixture.Start();
        var running = fixture.RunAsync("deploy.sh", "--project", "tea");
        await reached.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        await fixture.StopAsync();
        fixture.Start();

        Assert.Equal(0, (await running).Status);
        Assert.Equal(2, ids.Count);
        Assert.Equal(ids[0], ids[1]);
    }
}
