using TmuxBuilder.Agent.Tests.Channel;

namespace TmuxBuilder.Agent.Tests.Scripts;

public sealed class NotifyScriptTests : IAsyncDisposable
{
    private readonly ChannelFixture fixture = new();

    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    [Theory]
    [InlineData("ack")]
    [InlineData("status", "Building the page")]
    [InlineData("working", "Quotes ' and \" and $(touch x) `y` \\ and\nlines")]
    [InlineData("progress", "0")]
    [InlineData("progress", "100")]
    [InlineData("progress", "75%")]
    [InlineData("progress", "08")]
    [InlineData("found", "--choice")]
    [InlineData("phase", "planning")]
    [InlineData("created", "code/index.html")]
    [InlineData("deployed", "https://example.org/")]
    [InlineData("resources", "{\"s3_bucket\": \"x\"}")]
    [InlineData("screenshot", "docs/shot.png")]
    [InlineData("test", "日本語 ok")]
    [InlineData("summary")]
    [InlineData("done")]
    [InlineData("error", "npm failed")]
    [InlineData("ask", "Which colour?", "--choice", "Red", "--choice", "Blue", "--default", "Red")]
    [InlineData("ask", "Which colour?")]
    [InlineData("lint", "a type of the agent's own")]
    public async Task Every_command_reaches_the_worker_as_it_was_given(params string[] arguments)
    {
        fixture.Start();

        var run = await fixture.RunAsync("notify.sh", arguments);

        Assert.Equal(new ScriptRun(0, "", ""), run);
        var call = await fixture.Calls.NextAsync();
        Assert.Equal("notify", call.Verb);
        Assert.Equal(arguments, call.Arguments);
        Assert.Empty(fixture.Spooled());
    }

    [Theory]
    [InlineData]
    [InlineData("")]
    [InlineData("bogus")]
    [InlineData("Bogus", "x")]
    [InlineData("question", "forged")]
    [InlineData("ack", "x")]
    [InlineData("done", "x")]
    [InlineData("summary", "a text")]
    [InlineData("status")]
    [InlineData("status", "")]
    [InlineData("status", " ")]
    [InlineData("status", "two", "words")]
    [InlineData("progress")]
    [InlineData("progress", "101")]
    [InlineData("progress", "-1")]
    [InlineData("progress", "half")]
    [InlineData("progress", "1; touch x")]
    [InlineData("deployed", "example.org")]
    [InlineData("deployed", "javascript:alert(1)")]
    [InlineData("resources", "[1]")]
    [InlineData("created")]
    [InlineData("ask")]
    [InlineData("ask", "--choice", "x")]
    [InlineData("ask", "Q", "--choice")]
    [InlineData("ask", "Q", "--other", "x")]
    [InlineData("ask", "Q", "--default", "")]
    public async Task Wrong_arguments_are_said_in_one_line_and_go_nowhere(params string[] arguments)
    {
        fixture.Start();

        var run = await fixture.RunAsync("notify.sh", arguments);

        Assert.Equal(2, run.Status);
        Assert.StartsWith("Right is: ./notify.sh ", run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(character => character == '\n'));
        Assert.Equal(0, fixture.Calls.Received.Count);
        Assert.Empty(fixture.Spooled());
    }

    [Fact]
    public async Task The_workers_own_refusal_is_the_scripts_status_and_output()
    {
        fixture.Calls.Answer = async (_, output, token) =>
        {
            await output("There is no summary.md yet.", token);
            return 2;
        };
        fixture.Start();

        var run = await fixture.RunAsync("notify.sh", "summary");

        Assert.Equal(new ScriptRun(2, "There is no summary.md yet.\n", ""), run);
    }

    [Fact]
    public async Task What_is_said_while_the_worker_is_away_is_kept_and_delivered_in_order_before_what_comes_later()
    {
        foreach (var text in (string[])["one", "two", "three"])
        {
            Assert.Equal(0, (await fixture.RunAsync("notify.sh", "status", text)).Status);
        }

        Assert.Equal(3, fixture.Spooled().Length);
        fixture.Start();
        Assert.Equal(0, (await fixture.RunAsync("notify.sh", "status", "four")).Status);

        var texts = new List<string>();
        while (texts.Count < 4)
        {
            texts.Add((await fixture.Calls.NextAsync()).Arguments[1]);
        }

        Assert.Equal(["one", "two", "three", "four"], texts);
        Assert.Empty(fixture.Spooled());
    }

    [Fact]
    public async Task A_worker_that_does_not_answer_in_time_is_not_waited_for_and_told_once()
    {
        var answer = new TaskCompletionSource<int>();
        fixture.Calls.Answer = (_, _, _) => answer.Task;
        fixture.WriteTellers(isPatient: false);
        fixture.Start();

        var run = await fixture.RunAsync("notify.sh", "status", "slow");

        Assert.Equal(0, run.Status);
        Assert.Single(fixture.Spooled());
        answer.SetResult(0);
        fixture.WriteTellers(isPatient: true);
        Assert.Equal("slow", (await fixture.Calls.NextAsync()).Arguments[1]);
        Assert.Equal(0, (await fixture.RunAsync("notify.sh", "status", "next")).Status);
        Assert.Equal("next", (await fixture.Calls.NextAsync()).Arguments[1]);
        Assert.Empty(fixture.Spooled());
    }

    [Fact]
    public async Task A_worker_that_fails_is_told_again()
    {
        var failing = true;
        fixture.Calls.Answer = (_, _, _) => failing ? throw new InvalidOperationException("busy") : Task.FromResult(0);
        fixture.Start();
        Assert.Equal(0, (await fixture.RunAsync("notify.sh", "status", "first")).Status);
        Assert.Single(fixture.Spooled());

        failing = false;
        Assert.Equal(0, (await fixture.RunAsync("notify.sh", "status", "second")).Status);

        Assert.Equal("first", (await fixture.Calls.NextAsync()).Arguments[1]);
        Assert.Equal("second", (await fixture.Calls.NextAsync()).Arguments[1]);
    }
}
