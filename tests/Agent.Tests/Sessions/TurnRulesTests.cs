using TmuxBuilder.Agent.Channel;
using TmuxBuilder.Agent.Model;
using TmuxBuilder.Agent.Profiles;
using TmuxBuilder.Agent.Screen;
using TmuxBuilder.Agent.Sessions.Machine;

namespace TmuxBuilder.Agent.Tests.Sessions;

public sealed class TurnRulesTests
{
    private static readonly AgentHook Stop = new AgentHook.Stopped("Ready.");
    private static readonly AgentSignal Stopped = new AgentSignal.Stopped("Ready.");
    private static readonly SessionRules WithoutModel = new() { HasModel = false, HasRecords = false };

    [Fact]
    public void A_stop_after_the_model_ended_its_message_ends_the_turn()
    {
        var agent = Reduced.Busy().Begins().Ends(Reduced.End()).Hook(Stop);

        Assert.Equal(AgentPhase.Idle, agent.Phase);
        Assert.Equal(Stopped, agent.Told[^1]);
        Assert.Null(agent.State.Due);
    }

    [Fact]
    public void A_stop_before_the_stream_ended_is_kept_and_counts_when_it_ends()
    {
        var agent = Reduced.Busy().Begins().Hook(Stop);
        Assert.Equal(AgentPhase.Busy, agent.Phase);
        Assert.DoesNotContain(Stopped, agent.Told);

        agent.Ends(Reduced.End());

        Assert.Equal(AgentPhase.Idle, agent.Phase);
        Assert.Equal(Stopped, agent.Told[^1]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_forged_end_in_the_middle_of_a_tool_is_forgotten_when_the_model_goes_on(bool failure)
    {
        AgentHook forged = failure ? new AgentHook.TurnFailed("server_error", "") : new AgentHook.Stopped("Forged.");
        var agent = Reduced.Busy().Begins().Ends(Reduced.End("tool_use")).Hook(forged);
        Assert.Equal(AgentPhase.Busy, agent.Phase);

        agent.Begins(2).Ends(Reduced.End(), 2).Hook(Stop);

        Assert.Equal(Stopped, agent.Told[^1]);
        Assert.DoesNotContain(agent.Told, signal => signal is AgentSignal.TurnFailed or AgentSignal.Stopped("Forged."));
    }

    [Fact]
    public void A_forged_stop_before_any_call_of_the_model_does_not_count() =>
        Assert.Equal(AgentPhase.Busy, Reduced.Busy().Hook(Stop).Phase);

    [Fact]
    public void An_end_that_is_kept_counts_when_the_agents_status_agrees()
    {
        var agent = Reduced.Busy().Begins().Ends(Reduced.End("tool_use")).Hook(Stop).Due();
        Assert.Equal([new AgentEffect.ReadRecords()], agent.Done);

        agent.Records(AgentStatus.Busy);
        Assert.Equal(AgentPhase.Busy, agent.Phase);
        agent.Records(AgentStatus.Idle);

        Assert.Equal(Stopped, agent.Told[^1]);
    }

    [Fact]
    public void A_failure_is_told_with_the_status_the_proxy_saw()
    {
        var wait = TimeSpan.FromSeconds(600);
        var agent = Reduced.Busy().Begins().Ends(Reduced.End(null, 429, whole: false, retryAfter: wait))
            .Hook(new AgentHook.TurnFailed("rate_limit", "429"));

        Assert.Equal(new AgentSignal.TurnFailed("rate_limit", "429", 429, wait), agent.Told[^1]);
        Assert.Equal(AgentPhase.Idle, agent.Phase);
    }

    [Fact]
    public void A_failure_told_after_a_message_that_ended_well_is_kept_until_the_status_agrees()
    {
        var agent = Reduced.Busy().Begins().Ends(Reduced.End()).Hook(new AgentHook.TurnFailed("server_error", ""));

        Assert.Equal(AgentPhase.Busy, agent.Phase);
        Assert.Equal(
            new AgentSignal.TurnFailed("server_error", "", ModelAnswered: true),
            agent.Records(AgentStatus.Idle).Told[^1]);
    }

    [Fact]
    public void A_call_made_again_after_a_failure_is_told_with_its_number()
    {
        var agent = Reduced.Busy().Begins().Ends(Reduced.End(null, 529, whole: false)).Begins(2)
            .Ends(Reduced.End(null, null, whole: false), 2).Begins(3).Ends(Reduced.End(), 3).Begins(4);

        Assert.Equal(
            [new AgentSignal.Retrying(529, 2), new AgentSignal.Retrying(null, 3)],
            agent.Told.OfType<AgentSignal.Retrying>());
    }

    [Fact]
    public void Titles_and_helpers_say_nothing_about_the_turn()
    {
        var agent = Reduced.Busy().Begins(1).Begins(2, ModelCallKind.Auxiliary).Begins(3, ModelCallKind.Subagent)
            .Ends(Reduced.End(), 1)
            .Ends(Reduced.End("tool_use", kind: ModelCallKind.Subagent), 3)
            .Hook(Stop);

        Assert.Equal(AgentPhase.Idle, agent.Phase);
    }

    [Fact]
    public void Without_a_model_the_hooks_alone_count()
    {
        var agent = Reduced.Idle(WithoutModel).Hook(new AgentHook.Submitted("typed by hand"));
        Assert.Equal(AgentPhase.Busy, agent.Phase);

        agent.Hook(Stop);

        Assert.Equal([new AgentSignal.Accepted("typed by hand"), Stopped], agent.Told);
    }

    [Fact]
    public void A_forged_submission_does_not_make_an_idle_agent_busy()
    {
        var agent = Reduced.Idle().Hook(new AgentHook.Submitted("forged"));

        Assert.Equal(AgentPhase.Idle, agent.Phase);
        Assert.Equal([new AgentEffect.Type(Reduced.First)], agent.See(Reduced.Deliver(Reduced.First)).Done);
    }

    [Fact]
    public void An_end_whose_hook_was_lost_is_found_after_a_silence()
    {
        var agent = Reduced.Busy().Begins().Ends(Reduced.End()).Due().Records(AgentStatus.Idle);

        Assert.Equal(new AgentSignal.Stopped(null), agent.Told[^1]);
    }

    [Fact]
    public void An_end_whose_hook_was_lost_is_found_one_silence_after_the_last_thing_seen_and_no_later()
    {
        var rules = new SessionRules();
        var agent = Reduced.Busy().Begins().Wait(rules.SilenceLook / 2).Ends(Reduced.End());
        var ended = agent.Now;

        agent.Due().Records(AgentStatus.Idle, transcript: 100);
        Assert.DoesNotContain(agent.Told, signal => signal is AgentSignal.Stopped);
        agent.Due().Records(AgentStatus.Idle, transcript: 200);

        Assert.Equal(new AgentSignal.Stopped(null), agent.Told[^1]);
        Assert.Equal(rules.SilenceLook, agent.Now - ended);
    }

    [Fact]
    public void A_silent_agent_at_work_is_told_as_stalled_once_until_something_is_seen_again()
    {
        var agent = Reduced.Busy().Begins().Records(AgentStatus.Busy);
        for (var look = 0; look < 60; look++)
        {
            agent.Due().Records(AgentStatus.Busy);
        }

        Assert.Single(agent.Told.OfType<AgentSignal.Stalled>());
        agent.See(new AgentInput.ModelProgressed(1));
        for (var look = 0; look < 60; look++)
        {
            agent.Due().Records(AgentStatus.Busy);
        }

        var stalls = agent.Told.OfType<AgentSignal.Stalled>().ToList();
        Assert.Equal(2, stalls.Count);
        Assert.All(stalls, stall => Assert.True(stall.Silence >= TimeSpan.FromMinutes(10)));
    }

    [Fact]
    public void A_tool_may_be_silent_for_as_long_as_a_command_may_run()
    {
        var agent =
            Reduced.Busy().Begins().Ends(Reduced.End("tool_use")).Hook(new AgentHook.ToolStarted("Bash", "Building"));
        var began = agent.Now;
        for (var look = 0; look < 200 && !agent.Told.OfType<AgentSignal.Stalled>().Any(); look++)
        {
            agent.Due().Records(AgentStatus.Busy);
        }

        Assert.InRange(agent.Now - began, CommandLimits.Longest, CommandLimits.Longest + TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void After_a_tools_end_the_usual_silence_is_a_stall()
    {
        var agent = Reduced.Busy().Begins().Ends(Reduced.End("tool_use"))
            .Hook(new AgentHook.ToolStarted("Bash", "Building")).Hook(new AgentHook.ToolEnded("Bash", Failed: false));
        var began = agent.Now;
        for (var look = 0; look < 200 && !agent.Told.OfType<AgentSignal.Stalled>().Any(); look++)
        {
            agent.Due().Records(AgentStatus.Busy);
        }

        Assert.InRange(agent.Now - began, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(11));
    }

    [Fact]
    public void A_failure_that_only_the_agent_tells_is_marked_as_such()
    {
        var agent = Reduced.Busy().Begins().Ends(Reduced.End())
            .Hook(new AgentHook.TurnFailed("authentication_failed", "forged")).Records(AgentStatus.Idle);

        Assert.Equal(
            new AgentSignal.TurnFailed("authentication_failed", "forged", ModelAnswered: true), agent.Told[^1]);
    }

    [Fact]
    public void A_transcript_that_grows_is_a_sign_of_life()
    {
        var agent = Reduced.Busy().Begins();
        for (var look = 0; look < 100; look++)
        {
            agent.Due().Records(AgentStatus.Busy, transcript: 100 + look);
        }

        Assert.DoesNotContain(agent.Told, signal => signal is AgentSignal.Stalled);
    }

    [Fact]
    public void An_adopted_turn_ends_by_its_hook_though_this_process_saw_no_call()
    {
        var record = TurnRecord.None with
        {
            Taken = [Reduced.First.Line],
            Stage = TurnStage.Taken,
            Line = Reduced.First.Line,
            PromptFile = Reduced.First.PromptFile,
        };
        var agent = new Reduced(AgentState.Adopted(record)).Hook(Stop).See(new AgentInput.CaughtUp());

        Assert.Equal([Stopped], agent.Told);
    }

    [Fact]
    public void The_loss_of_the_folder_is_told_once() =>
        Assert.Equal(
            [new AgentSignal.FolderLost()],
            Reduced.Busy().See(new AgentInput.FolderMissed()).See(new AgentInput.FolderMissed())
                .Told.OfType<AgentSignal.FolderLost>());

    [Fact]
    public void An_agent_asked_to_end_is_killed_when_it_does_not()
    {
        var agent = Reduced.Busy().See(new AgentInput.StopAsked());
        Assert.Equal([new AgentEffect.Terminate()], agent.Done);

        agent.Hook(Stop).Due();

        Assert.Equal([new AgentEffect.KillTree()], agent.Done);
        var exit = new AgentSignal.Exited(null);
        Assert.Equal(exit, agent.See(new AgentInput.PaneDead(exit)).Told[^1]);
        Assert.Equal(AgentPhase.Gone, agent.Phase);
    }
}
