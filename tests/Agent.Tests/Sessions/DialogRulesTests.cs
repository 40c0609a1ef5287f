using TmuxBuilder.Agent.Channel;
using TmuxBuilder.Agent.Model;
using TmuxBuilder.Agent.Profiles;
using TmuxBuilder.Agent.Screen;
using TmuxBuilder.Agent.Sessions.Machine;

namespace TmuxBuilder.Agent.Tests.Sessions;

public sealed class DialogRulesTests
{
    [Fact]
    public void A_dialog_is_told_once_with_its_kind()
    {
        var dialog =
            new AgentInput.ScreenRead(new ScreenView(ScreenKind.Login, Box: null, IsInterrupted: false, "Login"));
        var agent = Reduced.Busy().Begins().Ends(Reduced.End("tool_use")).Due().Records(AgentStatus.Waiting);
        Assert.Equal([new AgentEffect.LookAtScreen()], agent.Done);

        agent.See(dialog).See(dialog);

        Assert.Equal(
            [new AgentSignal.DialogSeen(ScreenKind.Login, "Login")], agent.Told.OfType<AgentSignal.DialogSeen>());
        Assert.Equal(AgentPhase.Busy, agent.Phase);
    }

    [Fact]
    public void A_dialog_nobody_foresaw_is_told_by_the_status_that_waits_for_somebody()
    {
        var strange =
            new AgentInput.ScreenRead(new ScreenView(ScreenKind.Unknown, Box: null, IsInterrupted: false, "Tea?"));
        var agent = Reduced.Busy().Begins().Ends(Reduced.End("tool_use")).Due().Records(AgentStatus.Busy).See(strange);
        Assert.DoesNotContain(agent.Told, signal => signal is AgentSignal.DialogSeen);

        agent.Due().Records(AgentStatus.Waiting).See(strange).See(strange);

        Assert.Equal(
            [new AgentSignal.DialogSeen(ScreenKind.Unknown, "Tea?")], agent.Told.OfType<AgentSignal.DialogSeen>());
    }

    [Fact]
    public void A_status_that_waits_makes_no_dialog_of_a_screen_with_its_box()
    {
        var agent = Reduced.Busy().Begins().Ends(Reduced.End("tool_use")).Due().Records(AgentStatus.Waiting)
            .See(new AgentInput.ScreenRead(new ScreenView(ScreenKind.Ready, Box: "", IsInterrupted: false, "")));

        Assert.DoesNotContain(agent.Told, signal => signal is AgentSignal.DialogSeen);
    }

    [Fact]
    public void An_agent_that_does_not_come_up_has_its_screen_looked_at()
    {
        var agent = new Reduced(AgentState.New(new SessionRules()));
        for (var look = 0; look < 3; look++)
        {
            agent.Due();
            Assert.Equal([new AgentEffect.LookAtScreen()], agent.Done);
        }

        Assert.True(agent.State.Due > agent.Now);
    }
}
