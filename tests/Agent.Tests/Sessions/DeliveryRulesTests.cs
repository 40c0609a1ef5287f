using TmuxBuilder.Agent.Channel;
using TmuxBuilder.Agent.Delivery;
using TmuxBuilder.Agent.Sessions.Machine;

namespace TmuxBuilder.Agent.Tests.Sessions;

public sealed class DeliveryRulesTests
{
    private static readonly AgentSignal Accepted = new AgentSignal.Accepted(Reduced.First.Line);

    [Fact]
    public void A_line_is_typed_told_and_accepted_by_its_hook()
    {
        var agent = Reduced.Idle().See(Reduced.Deliver(Reduced.First));
        Assert.Equal([new AgentEffect.Type(Reduced.First)], agent.Done);

        agent.See(new AgentInput.LineTyped(Failed: false)).Hook(new AgentHook.Submitted(Reduced.First.Line));

        Assert.Equal([new AgentSignal.Typed(Reduced.First.Line), Accepted], agent.Told);
        Assert.Equal(AgentPhase.Busy, agent.Phase);
    }

    [Fact]
    public void A_line_that_was_typed_ahead_is_entered_without_being_typed_again()
    {
        var agent = Reduced.Idle().See(new AgentInput.PrepareAsked(Reduced.First));
        Assert.Equal([new AgentEffect.Prepare(Reduced.First)], agent.Done);

        agent.See(new AgentInput.LinePrepared(Reduced.First)).See(Reduced.Deliver(Reduced.First));

        Assert.Equal([new AgentEffect.Type(Reduced.First, IsPrepared: true)], agent.Done);
        Assert.Empty(agent.Told);
    }

    [Fact]
    public void What_else_was_typed_ahead_does_not_stand_for_a_line()
    {
        var agent = Prepared().See(Reduced.Deliver(Reduced.Second));
        Assert.Equal([new AgentEffect.Type(Reduced.Second)], agent.Done);

        agent = Prepared().See(new AgentInput.PrepareAsked(Reduced.Second)).See(Reduced.Deliver(Reduced.First));
        Assert.Equal([new AgentEffect.Type(Reduced.First)], agent.Done);
    }

    [Fact]
    public void What_was_typed_ahead_does_not_stand_for_a_line_after_a_turn_of_the_agents_own()
    {
        var agent = Prepared(new SessionRules { HasModel = false })
            .Hook(new AgentHook.Submitted("something else"))
            .Hook(new AgentHook.Stopped("Done."));
        Assert.Equal(AgentPhase.Idle, agent.Phase);

        Assert.Equal([new AgentEffect.Type(Reduced.First)], agent.See(Reduced.Deliver(Reduced.First)).Done);
    }

    [Fact]
    public void Nothing_is_typed_ahead_for_an_agent_at_work()
    {
        Assert.Empty(Reduced.Busy().See(new AgentInput.PrepareAsked(Reduced.Second)).Done);
        Assert.Empty(Reduced.Awaiting().See(new AgentInput.PrepareAsked(Reduced.Second)).Done);
    }

    [Fact]
    public void Enter_alone_is_pressed_again_each_time_after_a_look_for_evidence_and_at_last_given_up()
    {
        var rules = new SessionRules { EnterTries = 3 };
        var agent = Reduced.Awaiting(rules);
        for (var attempt = 0; attempt < 3; attempt++)
        {
            Assert.Equal([new AgentEffect.LookForEvidence(Reduced.First, WithBox: false)], agent.Due().Done);
            Assert.Equal([new AgentEffect.PressEnter()], agent.Evidence(taken: false).Done);
        }

        agent.Due().Evidence(taken: false);

        Assert.Equal(new AgentSignal.NotTaken(Reduced.First.Line), agent.Told[^1]);
        Assert.Null(agent.State.Due);
    }

    [Fact]
    public void Evidence_that_it_was_taken_stands_for_the_hook_which_is_not_told_again_when_it_comes()
    {
        var agent = Reduced.Awaiting().Due().Evidence(taken: true).Hook(new AgentHook.Submitted(Reduced.First.Line));

        Assert.Equal([new AgentSignal.Typed(Reduced.First.Line), Accepted], agent.Told);
    }

    [Fact]
    public void A_call_of_the_model_has_the_evidence_looked_for_but_presses_nothing()
    {
        var agent = Reduced.Awaiting().Begins();
        Assert.Equal([new AgentEffect.LookForEvidence(Reduced.First, WithBox: false)], agent.Done);

        Assert.Empty(agent.Evidence(taken: false).Done);
    }

    [Fact]
    public void Evidence_about_another_line_says_nothing()
    {
        var agent =
            Reduced.Awaiting().See(new AgentInput.EvidenceRead(Reduced.Second, new DeliveryEvidence(Taken: true)));

        Assert.Equal(AgentPhase.AwaitingAcceptance, agent.Phase);
    }

    [Fact]
    public void An_agent_is_given_up_after_a_time_that_a_starved_one_survives_and_a_start_may_take_longer_than()
    {
        var options = new AgentOptions { DataFolder = "/data" };
        var agent = Reduced.Awaiting(SessionRules.Of(options, new FakeProfile()));
        var began = agent.Now;
        for (var look = 0; look < 100 && agent.Told[^1] is not AgentSignal.NotTaken; look++)
        {
            agent.Due().Evidence(taken: false);
        }

        Assert.Equal(TimeSpan.FromSeconds(19.5), agent.Now - began);
        Assert.InRange(agent.Now - began, 2 * TimeSpan.FromSeconds(8), options.StartTimeout / 2);
    }

    [Theory]
    [InlineData("forged")]
    [InlineData("What is in prompt_1.txt?")]
    [InlineData("It was told: Read /session/prompt_1.txt and complete the task")]
    public void A_submission_of_another_line_is_told_and_does_not_count_for_ours(string prompt)
    {
        var agent = Reduced.Awaiting().Hook(new AgentHook.Submitted(prompt));

        Assert.Equal(AgentPhase.AwaitingAcceptance, agent.Phase);
        Assert.Equal(new AgentSignal.Accepted(prompt), agent.Told[^1]);
    }

    [Theory]
    [InlineData("What is in prompt_1.txt?", TurnStage.Typed)]
    [InlineData("Read /session/prompt_1.txt and complete the task", TurnStage.Taken)]
    public void A_turn_is_written_down_as_begun_only_when_its_own_line_was_taken(string prompt, object stage)
    {
        var typed = TurnRecord.None with
        {
            Stage = TurnStage.Typed,
            Line = Reduced.First.Line,
            PromptFile = Reduced.First.PromptFile,
        };

        Assert.Equal(stage, typed.After(new AgentSignal.Accepted(prompt)).Stage);
    }

    [Fact]
    public void A_longer_prompt_that_is_cut_does_not_look_like_the_longest_line()
    {
        var line = "Read /session/prompt_1.txt".PadRight(Instruction.LongestLine, '.');
        var record = TurnRecord.None.After(new AgentSignal.Accepted(line)).After(new AgentSignal.Accepted(line + "."));

        Assert.Equal([true, false], record.Taken.Select(new Instruction(line, "prompt_1.txt").IsPrompt));
    }

    [Fact]
    public void A_line_for_an_agent_at_work_waits_for_the_end_of_the_turn()
    {
        var agent = Reduced.Busy().Begins().See(Reduced.Deliver(Reduced.Second));
        Assert.Empty(agent.Done);

        agent.Ends(Reduced.End()).Hook(new AgentHook.Stopped("First."));

        Assert.Equal(AgentPhase.Typing, agent.Phase);
        Assert.Equal([new AgentEffect.Type(Reduced.Second)], agent.Done);
        Assert.Equal(new AgentSignal.Stopped("First."), agent.Told[^1]);
    }

    [Fact]
    public void The_same_line_is_not_typed_a_second_time_while_it_is_under_way()
    {
        Assert.Empty(Reduced.Awaiting().See(Reduced.Deliver(Reduced.First)).Done);
        Assert.Empty(Reduced.Busy().See(Reduced.Deliver(Reduced.First)).Done);
    }

    [Fact]
    public void Another_line_is_refused_while_one_is_being_delivered() =>
        Assert.IsType<AgentEffect.Refuse>(Assert.Single(Reduced.Awaiting().See(Reduced.Deliver(Reduced.Second)).Done));

    [Fact]
    public void After_typing_failed_only_enter_is_tried()
    {
        var agent = Reduced.Idle().See(Reduced.Deliver(Reduced.First)).See(new AgentInput.LineTyped(Failed: true));

        Assert.Empty(agent.Told);
        Assert.Equal([new AgentEffect.PressEnter()], agent.Due().Evidence(taken: false).Done);
    }

    [Fact]
    public void A_delivery_of_an_earlier_process_that_was_taken_is_told() =>
        Assert.Equal([Accepted], Recovering().Evidence(taken: true).Told);

    [Fact]
    public void A_delivery_that_an_earlier_process_never_began_is_typed() =>
        Assert.Equal([new AgentEffect.Type(Reduced.First)], Recovering().Evidence(taken: false, wasTyped: false).Done);

    [Fact]
    public void A_line_an_earlier_process_left_in_the_box_gets_its_enter_and_no_text()
    {
        var agent = Recovering().Evidence(taken: false, box: BoxContent.Line);

        Assert.Equal([new AgentEffect.PressEnter()], agent.Done);
        Assert.Equal([new AgentSignal.Typed(Reduced.First.Line)], agent.Told);
    }

    [Fact]
    public void An_empty_box_is_looked_at_twice_before_the_line_is_typed_again()
    {
        var agent = Recovering().Evidence(taken: false, box: BoxContent.Empty);
        Assert.Empty(agent.Done);

        Assert.Equal([new AgentEffect.LookForEvidence(Reduced.First, WithBox: true)], agent.Due().Done);
        Assert.Equal([new AgentEffect.Type(Reduced.First)], agent.Evidence(taken: false, box: BoxContent.Empty).Done);
    }

    [Fact]
    public void A_box_that_cannot_be_seen_yet_is_looked_at_again_before_any_key()
    {
        var agent = Recovering().Evidence(taken: false);
        Assert.Empty(agent.Done);

        Assert.Equal([new AgentEffect.LookForEvidence(Reduced.First, WithBox: true)], agent.Due().Done);
        Assert.Equal([new AgentEffect.PressEnter()], agent.Evidence(taken: false, box: BoxContent.Line).Done);
    }

    [Fact]
    public void Where_the_box_cannot_be_seen_only_enter_is_tried()
    {
        var agent = Recovering().Evidence(taken: false);
        for (var look = 0; look < 100 && agent.Told is not [.., AgentSignal.NotTaken]; look++)
        {
            Assert.DoesNotContain(agent.Due().Evidence(taken: false).Done, effect => effect is AgentEffect.Type);
        }

        Assert.Equal(new AgentSignal.NotTaken(Reduced.First.Line), agent.Told[^1]);
    }

    private static Reduced Prepared(SessionRules? rules = null) => Reduced.Idle(rules)
        .See(new AgentInput.PrepareAsked(Reduced.First))
        .See(new AgentInput.LinePrepared(Reduced.First));

    private static Reduced Recovering()
    {
        var record = TurnRecord.None with
        {
            Stage = TurnStage.Typed,
            Line = Reduced.First.Line,
            PromptFile = Reduced.First.PromptFile,
        };
        return new Reduced(AgentState.Adopted(record)).See(Reduced.Deliver(Reduced.First, recover: true));
    }
}
