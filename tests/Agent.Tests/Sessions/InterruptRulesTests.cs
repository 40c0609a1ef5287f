using TmuxBuilder.Agent.Channel;
using TmuxBuilder.Agent.Profiles;
using TmuxBuilder.Agent.Screen;
using TmuxBuilder.Agent.Sessions;
using TmuxBuilder.Agent.Sessions.Machine;

namespace TmuxBuilder.Agent.Tests.Sessions;

public sealed class InterruptRulesTests
{
    private static readonly AgentEffect Answered = new AgentEffect.AnswerInterrupt(InterruptOutcome.Interrupted);

    [Fact]
    public void An_agent_that_outlives_its_kill_is_killed_again()
    {
        var agent = Reduced.Busy().See(new AgentInput.StopAsked());
        for (var kill = 0; kill < 3; kill++)
        {
            var before = agent.Now;
            agent.Due();
            Assert.Equal([new AgentEffect.KillTree()], agent.Done);
            Assert.True(agent.Now > before);
            Assert.Equal(AgentPhase.Ending, agent.Phase);
        }
    }

    [Fact]
    public void The_key_is_pressed_and_the_stop_told_once_the_status_proves_it()
    {
        var agent = Reduced.Busy().See(new AgentInput.InterruptAsked());
        Assert.Equal([new AgentEffect.ReadRecords(WithTools: true)], agent.Done);
        Assert.Equal([new AgentEffect.PressEscape()], agent.Records(AgentStatus.Busy).Done);
        Assert.Equal([new AgentEffect.ReadRecords(WithTools: true)], agent.Due().Done);
        Assert.Empty(agent.Records(AgentStatus.Busy).Done);

        agent.Due().Records(AgentStatus.Idle);

        Assert.Equal([new AgentEffect.ClearBox(), Answered], agent.Done);
        Assert.Equal(new AgentSignal.Interrupted(), agent.Told[^1]);
        Assert.Equal(AgentPhase.Idle, agent.Phase);
    }

    [Fact]
    public void Nothing_is_proved_while_the_model_still_answers()
    {
        var agent = Interrupting(Reduced.Busy().Begins());

        Assert.Equal(AgentPhase.Interrupting, agent.Due().Records(AgentStatus.Idle).Phase);
        Assert.Equal(
            AgentPhase.Idle, agent.Ends(Reduced.End(null, whole: false)).Due().Records(AgentStatus.Unknown).Phase);
    }

    [Fact]
    public void The_transcripts_own_line_is_proof_but_not_one_of_an_earlier_interruption()
    {
        var agent =
            Reduced.Busy().See(new AgentInput.InterruptAsked()).Records(AgentStatus.Unknown, 100, interruptedAt: 50);

        Assert.Equal(AgentPhase.Interrupting, agent.Due().Records(AgentStatus.Unknown, 100, interruptedAt: 50).Phase);
        Assert.Equal(AgentPhase.Idle, agent.Due().Records(AgentStatus.Unknown, 200, interruptedAt: 150).Phase);
    }

    [Fact]
    public void The_key_is_pressed_again_once_and_then_all_is_killed()
    {
        var agent = Interrupting(Reduced.Busy());
        var pressed = 1;
        for (var look = 0; look < 200 && !agent.Done.Contains(new AgentEffect.KillTree()); look++)
        {
            agent.Due().Records(AgentStatus.Busy);
            pressed += agent.Done.Count(effect => effect is AgentEffect.PressEscape);
        }

        Assert.Equal(2, pressed);
        agent.See(new AgentInput.PaneDead(new AgentSignal.Exited(null)));
        Assert.Equal([new AgentEffect.AnswerInterrupt(InterruptOutcome.Killed)], agent.Done);
        Assert.Equal(new AgentSignal.Exited(null), agent.Told[^1]);
    }

    [Fact]
    public void No_record_is_proof_while_a_tool_still_runs()
    {
        var agent = Interrupting(Reduced.Busy().Begins())
            .Ends(Reduced.End(null, whole: false))
            .Hook(new AgentHook.Stopped(null));

        Assert.Equal(AgentPhase.Interrupting, agent.Due().Records(AgentStatus.Idle, 200, 150, toolsRun: true).Phase);
        Assert.Equal(AgentPhase.Interrupting, agent.Due().Records(AgentStatus.Unknown, 200, 150, toolsRun: true).Phase);
        Assert.Equal(AgentPhase.Idle, agent.Due().Records(AgentStatus.Idle, 200, 150).Phase);
    }

    [Fact]
    public void A_tool_that_does_not_end_gets_the_second_key_and_is_killed_whatever_the_records_say()
    {
        var agent = Interrupting(Reduced.Busy());
        var began = agent.Now;
        var pressed = 1;
        for (var look = 0; look < 200 && !agent.Done.Contains(new AgentEffect.KillTree()); look++)
        {
            agent.Due().Records(AgentStatus.Idle, 200, 150, toolsRun: true);
            pressed += agent.Done.Count(effect => effect is AgentEffect.PressEscape);
        }

        Assert.Equal(2, pressed);
        Assert.InRange(agent.Now - began, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(4));
        Assert.DoesNotContain(new AgentSignal.Interrupted(), agent.Told);
    }

    [Fact]
    public void The_screen_of_an_agent_with_records_proves_nothing()
    {
        var seen = new AgentInput.ScreenRead(new ScreenView(ScreenKind.Unknown, Box: null, IsInterrupted: true, ""));

        Assert.Equal(AgentPhase.Interrupting, Interrupting(Reduced.Busy()).Due().See(seen).Phase);
    }

    [Fact]
    public void A_line_just_entered_may_still_be_taken_so_idle_proves_nothing_at_first()
    {
        var agent = Interrupting(Reduced.Awaiting());

        Assert.Equal(AgentPhase.Interrupting, agent.Due().Records(AgentStatus.Idle).Phase);
        Assert.Equal(AgentPhase.Idle, agent.Wait(TimeSpan.FromMilliseconds(500)).Records(AgentStatus.Idle).Phase);
    }

    [Fact]
    public void An_idle_agent_is_interrupted_without_a_key() =>
        Assert.Equal([Answered], Reduced.Idle().See(new AgentInput.InterruptAsked()).Done);

    [Fact]
    public void What_waited_to_be_delivered_is_dropped_with_the_interruption()
    {
        var agent = Interrupting(Reduced.Busy().See(Reduced.Deliver(Reduced.Second)));

        Assert.Equal(AgentPhase.Idle, agent.Due().Records(AgentStatus.Idle).Phase);
    }

    [Fact]
    public void Without_records_the_screen_or_a_hook_proves_it()
    {
        var rules = new SessionRules { HasModel = false, HasRecords = false };
        var seen = new AgentInput.ScreenRead(new ScreenView(ScreenKind.Unknown, Box: null, IsInterrupted: true, ""));
        var blank = new AgentInput.ScreenRead(new ScreenView(ScreenKind.Unknown, Box: null, IsInterrupted: false, ""));

        Assert.Equal([new AgentEffect.LookAtScreen()], Interrupting(Reduced.Busy(rules)).Due().Done);
        Assert.Equal(AgentPhase.Idle, Interrupting(Reduced.Busy(rules)).Due().See(seen).Phase);
        Assert.Equal(AgentPhase.Interrupting, Interrupting(Reduced.Busy(rules)).Due().See(blank).Phase);
        Assert.Equal(
            AgentPhase.Idle,
            Interrupting(Reduced.Busy(rules)).Hook(new AgentHook.Stopped(null)).Due().See(blank).Phase);
    }

    [Fact]
    public void An_interruption_from_the_terminal_is_noticed()
    {
        var agent = Reduced.Busy().Begins().Records(AgentStatus.Busy, 100);

        agent.Ends(Reduced.End(null, whole: false)).Due().Records(AgentStatus.Idle, 200, interruptedAt: 150);

        Assert.Equal(new AgentSignal.Interrupted(), agent.Told[^1]);
    }

    private static Reduced Interrupting(Reduced agent) =>
        agent.See(new AgentInput.InterruptAsked()).Records(AgentStatus.Busy);
}
