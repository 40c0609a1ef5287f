using TmuxBuilder.Agent.Launch;
using TmuxBuilder.Agent.Sessions;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Agent.Tests.RealCli;

public sealed class ConversationTests : IAsyncLifetime
{
    private CliFixture fixture = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => fixture = await CliFixture.OpenAsync();

    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    [Fact]
    public async Task An_instruction_is_taken_worked_on_and_ended()
    {
        var worker = fixture.NewWorker();
        fixture.Model.Default = Scenario.ReadsThePrompt
            .Writes("/session/code/index.html", "<h1>Tea</h1>")
            .Bash("cd /session && ./notify.sh status 'Half way'")
            .Says("The site is ready.");
        var start = await worker.PrepareAsync(fixture.NewSession());

        await using var agent = await worker.Agents.StartAsync(start, Token);
        Assert.Equal([start.Session], await worker.Agents.ListLiveAsync(Token));
        var line = await worker.PromptAsync(start.Session, "Build a tea shop");
        var accepted = await Worker.SubmitAsync(agent, line);
        var signals = await Worker.UntilAsync<AgentSignal.Stopped>(agent);

        Assert.Equal(line, accepted.Prompt);
        Assert.Contains(new AgentSignal.ToolStarted("Read", "Reading prompt_1.txt"), signals);
        Assert.Contains(new AgentSignal.ToolStarted("Write", "Writing code/index.html"), signals);
        Assert.Contains(new AgentSignal.ToolEnded("Bash", Failed: false), signals);
        Assert.Equal(new AgentSignal.Stopped("The site is ready."), signals[^1]);
        Assert.Equal(["status", "Half way"], (await worker.Calls.NextAsync()).Arguments);
        Assert.True(
            await agent.HasTakenAsync(Worker.InstructionOf("Read /session/prompt_1.txt and complete the task"), Token));
        Assert.False(
            await agent.HasTakenAsync(Worker.InstructionOf("Read /session/prompt_2.txt and complete the task"), Token));
        Assert.Equal("<h1>Tea</h1>", await File.ReadAllTextAsync($"{start.Folder}/code/index.html", Token));
    }

    [Fact]
    public async Task A_failing_tool_and_a_refusing_model_are_told()
    {
        var worker = fixture.NewWorker();
        fixture.Model.Default = Scenario.Build().Bash("exit 3").Says("It failed.");
        var start = await worker.PrepareAsync(fixture.NewSession());
        await using var agent = await worker.Agents.StartAsync(start, Token);

        await Worker.SubmitAsync(agent, await worker.PromptAsync(start.Session, "Fail"));
        Assert.Contains(
            new AgentSignal.ToolEnded("Bash", Failed: true), await Worker.UntilAsync<AgentSignal.Stopped>(agent));

        fixture.Model.Fail(new Fault.Status(403), times: 5);
        await Worker.SubmitAsync(agent, await worker.PromptAsync(start.Session, "Again", 2));
        var failed =
            Assert.IsType<AgentSignal.TurnFailed>((await Worker.UntilAsync<AgentSignal.TurnFailed>(agent))[^1]);
        Assert.Equal("authentication_failed", failed.Error);
    }

    [Fact]
    public async Task A_killed_agent_resumes_its_conversation()
    {
        var worker = fixture.NewWorker();
        fixture.Model.Default = Scenario.Build()
            .Step(step => step
                .Text("The word is heron.").Bash("cd /session && ./notify.sh status 'In a tool' && sleep 600"));
        var start = await worker.PrepareAsync(fixture.NewSession());
        var agent = await worker.Agents.StartAsync(start, Token);
        await Worker.SubmitAsync(agent, await worker.PromptAsync(start.Session, "Say a word"));
        Assert.Equal(["status", "In a tool"], (await worker.Calls.NextAsync()).Arguments);
        await CliTranscript.UntilItHoldsAsync(start.Folder, "The word is heron.", Token);

        await worker.Agents.KillAsync(start.Session, Token);
        Assert.Equal(new AgentSignal.Exited(null), (await Worker.UntilAsync<AgentSignal.Exited>(agent))[^1]);
        Assert.False(await agent.Signals.WaitToReadAsync(Token));
        await agent.DisposeAsync();
        Assert.Empty(await worker.Agents.ListLiveAsync(Token));

        await using var resumed = await worker.Agents.StartAsync(start with { Resume = true }, Token);
        Assert.True(await resumed.HasTakenAsync(
            Worker.InstructionOf("Read /session/prompt_1.txt and complete the task"), Token));
        fixture.Model.Default = Scenario.Says("Again.");
        await Worker.SubmitAsync(resumed, await worker.PromptAsync(start.Session, "Which word?", 2));
        await Worker.UntilAsync<AgentSignal.Stopped>(resumed);
        Assert.Contains(
            fixture.Model.Log.All, request => request.Kind == RequestKind.Main
                && request.Body.GetRawText().Contains("prompt_2.txt", StringComparison.Ordinal)
                && request.Body.GetRawText().Contains("The word is heron.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_agent_that_never_spoke_can_be_resumed()
    {
        var worker = fixture.NewWorker();
        var start = await worker.PrepareAsync(fixture.NewSession());
        await (await worker.Agents.StartAsync(start, Token)).DisposeAsync();

        await using var again = await worker.Agents.StartAsync(start with { Resume = true }, Token);

        fixture.Model.Default = Scenario.Says("Yes.");
        await Worker.SubmitAsync(again, await worker.PromptAsync(start.Session, "There?"));
        Assert.Equal(new AgentSignal.Stopped("Yes."), (await Worker.UntilAsync<AgentSignal.Stopped>(again))[^1]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"type\":\"user\",\"mess")]
    public async Task A_conversation_that_cannot_be_read_begins_anew(string torn)
    {
        var worker = fixture.NewWorker();
        var start = await worker.PrepareAsync(fixture.NewSession());
        var conversation = $"{start.Folder}/.claude-home/projects/-session/{start.ConversationId:D}.jsonl";
        Directory.CreateDirectory(Path.GetDirectoryName(conversation)!);
        await File.WriteAllTextAsync(conversation, torn, Token);
        fixture.Model.Default = Scenario.Says("Anew.");

        await using var agent = await worker.Agents.StartAsync(start with { Resume = true }, Token);

        await Worker.SubmitAsync(agent, await worker.PromptAsync(start.Session, "There?"));
        Assert.Equal(new AgentSignal.Stopped("Anew."), (await Worker.UntilAsync<AgentSignal.Stopped>(agent))[^1]);
    }

    [Fact]
    public async Task An_interrupted_agent_lives_and_takes_the_next_instruction()
    {
        var worker = fixture.NewWorker();
        var gate = fixture.Model.Gate("long");
        fixture.Model.Default = Scenario.Build().Step(step => step.Text("Thinking").Hold("long"));
        var start = await worker.PrepareAsync(fixture.NewSession());
        await using var agent = await worker.Agents.StartAsync(start, Token);
        await Worker.SubmitAsync(agent, await worker.PromptAsync(start.Session, "Take long"));
        await gate.Reached.WaitAsync(TimeSpan.FromSeconds(60), Token);

        Assert.Equal(InterruptOutcome.Interrupted, await agent.InterruptAsync(Token));
        Assert.Equal([new AgentSignal.Interrupted()], await Worker.UntilAsync<AgentSignal.Interrupted>(agent));

        fixture.Model.Default = Scenario.Says("The second.");
        var second = await worker.PromptAsync(start.Session, "Be quick", 2);
        Assert.Equal(second, (await Worker.SubmitAsync(agent, second)).Prompt);
        Assert.Equal(new AgentSignal.Stopped("The second."), (await Worker.UntilAsync<AgentSignal.Stopped>(agent))[^1]);
        gate.Open();
    }

    [Fact]
    public async Task An_agent_asked_to_stop_ends_with_its_own_status()
    {
        var worker = fixture.NewWorker();
        var start = await worker.PrepareAsync(fixture.NewSession());
        await using var agent = await worker.Agents.StartAsync(start, Token);

        await agent.StopAsync(Token);

        Assert.Equal(new AgentSignal.Exited(143, Signal: 15), (await Worker.UntilAsync<AgentSignal.Exited>(agent))[^1]);
        Assert.Empty(await worker.Agents.ListLiveAsync(Token));
        await agent.StopAsync(Token);
    }

    [Fact]
    public async Task A_cli_that_ends_at_once_says_so_with_its_screen()
    {
        var worker = fixture.NewWorker(options => new AgentOptions
        {
            DataFolder = options.DataFolder,
            Cli = "/usr/bin/false",
            Sandbox = options.Sandbox,
        });
        var start = await worker.PrepareAsync(fixture.NewSession());

        var refused = await Assert.ThrowsAsync<AgentStartException>(() => worker.Agents.StartAsync(start, Token));

        Assert.Contains("status 1", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await worker.Agents.ListLiveAsync(Token));
    }

    [Fact]
    public async Task What_the_cli_would_take_as_a_command_is_never_typed()
    {
        var worker = fixture.NewWorker();
        var start = await worker.PrepareAsync(fixture.NewSession());
        await using var agent = await worker.Agents.StartAsync(start, Token);

        foreach (var line in (string[])["/clear", "!touch x", "#note", "@/etc/passwd", "two\nlines", "\u001b[201~", ""])
        {
            await Assert.ThrowsAsync<ArgumentException>(() => agent.DeliverAsync(Worker.InstructionOf(line), Token));
        }
    }

    [Fact]
    public async Task A_later_worker_takes_charge_of_an_agent_that_worked_on_alone()
    {
        var first = fixture.NewWorker();
        var gate = fixture.Model.Gate("alone");
        fixture.Model.Default = Scenario.Build()
            .Bash("cd /session && ./notify.sh status 'With the first'")
            // Nothing of the answer came before its worker went away: whether the CLI asks again is no race then.
            .Step(step => step.Hold("alone").Text("Now alone").Bash("cd /session && ./notify.sh status 'Alone'"))
            .Says("Finished alone.");
        var start = await first.PrepareAsync(fixture.NewSession());
        var agent = await first.Agents.StartAsync(start, Token);
        var line = await first.PromptAsync(start.Session, "Work on");
        await Worker.SubmitAsync(agent, line);
        await gate.Reached.WaitAsync(TimeSpan.FromSeconds(60), Token);
        Assert.Equal(["status", "With the first"], (await first.Calls.NextAsync()).Arguments);
        await first.DisposeAsync();

        var second = fixture.NewWorker();
        await using var adopted = await second.Agents.AdoptAsync(start, Token);
        gate.Open();

        Assert.NotNull(adopted);
        Assert.True(await adopted.HasTakenAsync(
            Worker.InstructionOf("Read /session/prompt_1.txt and complete the task"), Token));
        var signals = await Worker.UntilAsync<AgentSignal.Stopped>(adopted);
        Assert.Equal(new AgentSignal.Stopped("Finished alone."), signals[^1]);
        Assert.Equal(["status", "Alone"], (await second.Calls.NextAsync()).Arguments);
    }

    [Fact]
    public async Task A_later_worker_hears_again_of_an_end_the_earlier_one_was_told_of()
    {
        var first = fixture.NewWorker();
        fixture.Model.Default = Scenario.Says("Finished.");
        var start = await first.PrepareAsync(fixture.NewSession());
        var agent = await first.Agents.StartAsync(start, Token);
        await Worker.SubmitAsync(agent, await first.PromptAsync(start.Session, "Work"));
        await Worker.UntilAsync<AgentSignal.Stopped>(agent);
        await first.DisposeAsync();

        var second = fixture.NewWorker();
        await using var adopted = await second.Agents.AdoptAsync(start, Token);

        Assert.NotNull(adopted);
        Assert.Equal([new AgentSignal.Stopped("Finished.")], await Worker.UntilAsync<AgentSignal.Stopped>(adopted));
    }

    [Fact]
    public async Task A_session_without_a_pane_is_not_adopted()
    {
        var worker = fixture.NewWorker();
        var start = await worker.PrepareAsync(fixture.NewSession());

        Assert.Null(await worker.Agents.AdoptAsync(start, Token));
    }

    [Fact]
    public async Task Sessions_whose_ids_begin_alike_never_get_each_others_keys()
    {
        var worker = fixture.NewWorker();
        var one = SessionId.Parse(new string('a', 63) + "1");
        var two = SessionId.Parse(new string('a', 63) + "2");
        fixture.Model.Default = Scenario.ReadsThePrompt.Says("Read.");
        var startOne = await worker.PrepareAsync(one);
        var startTwo = await worker.PrepareAsync(two);
        await using var agentOne = await worker.Agents.StartAsync(startOne, Token);
        await using var agentTwo = await worker.Agents.StartAsync(startTwo, Token);

        await worker.Agents.KillAsync(one, Token);

        Assert.Equal([two], await worker.Agents.ListLiveAsync(Token));
        await Assert.ThrowsAnyAsync<Exception>(
            () => agentOne.DeliverAsync(Worker.InstructionOf("Read /session/x"), Token));
        await Worker.SubmitAsync(agentTwo, await worker.PromptAsync(two, "Hello"));
        await Worker.UntilAsync<AgentSignal.Stopped>(agentTwo);
        await worker.Agents.KillAsync(two, Token);
    }
}
