using FsCheck;
using FsCheck.Fluent;
using TmuxBuilder.Agent.Channel;
using TmuxBuilder.Agent.Delivery;
using TmuxBuilder.Agent.Model;
using TmuxBuilder.Agent.Profiles;
using TmuxBuilder.Agent.Screen;
using TmuxBuilder.Agent.Sessions.Machine;

namespace TmuxBuilder.Agent.Tests.Sessions;

/// <summary>What holds whatever is seen, in whatever order.</summary>
public sealed class ReducerProperties
{
    private static readonly AgentSignal.Exited Exit = new(1);

    private static readonly AgentInput[] Inputs =
    [
        new AgentInput.HookSeen(new AgentHook.Ready()),
        new AgentInput.HookSeen(new AgentHook.Submitted(Reduced.First.Line)),
        new AgentInput.HookSeen(new AgentHook.Submitted("something else")),
        new AgentInput.HookSeen(new AgentHook.ToolStarted("Bash", "Running x")),
        new AgentInput.HookSeen(new AgentHook.ToolEnded("Bash", Failed: true)),
        new AgentInput.HookSeen(new AgentHook.Stopped("Done.")),
        new AgentInput.HookSeen(new AgentHook.TurnFailed("server_error", "")),
        new AgentInput.HookSeen(new AgentHook.PermissionAsked("Bash")),
        new AgentInput.HookSeen(new AgentHook.Other()),
        new AgentInput.ModelBegan(1, ModelCallKind.Main),
        new AgentInput.ModelBegan(2, ModelCallKind.Main),
        new AgentInput.ModelBegan(3, ModelCallKind.Subagent),
        new AgentInput.ModelProgressed(1),
        new AgentInput.ModelEnded(1, Reduced.End()),
        new AgentInput.ModelEnded(1, Reduced.End("tool_use")),
        new AgentInput.ModelEnded(2, Reduced.End(null, 529, whole: false)),
        new AgentInput.ModelEnded(3, Reduced.End(kind: ModelCallKind.Subagent)),
        new AgentInput.RecordsRead(AgentRecords.None),
        new AgentInput.RecordsRead(new AgentRecords(AgentStatus.Idle, 1, 100, -1, Version: null)),
        new AgentInput.RecordsRead(new AgentRecords(AgentStatus.Idle, 1, 300, 250, Version: null), ToolsRun: true),
        new AgentInput.RecordsRead(new AgentRecords(AgentStatus.Busy, 2, 200, 150, Version: null)),
        new AgentInput.RecordsRead(new AgentRecords(AgentStatus.Waiting, 3, 200, 150, Version: null)),
        new AgentInput.ScreenRead(new ScreenView(ScreenKind.Trust, null, IsInterrupted: false, "")),
        new AgentInput.ScreenRead(new ScreenView(ScreenKind.Ready, "", IsInterrupted: true, "")),
        new AgentInput.LineTyped(Failed: false),
        new AgentInput.LineTyped(Failed: true),
        new AgentInput.EvidenceRead(Reduced.First, new DeliveryEvidence(Taken: true)),
        new AgentInput.EvidenceRead(Reduced.First, new DeliveryEvidence(Taken: false)),
        new AgentInput.EvidenceRead(Reduced.First, new DeliveryEvidence(Taken: false, Box: BoxContent.Empty)),
        new AgentInput.EvidenceRead(Reduced.First, new DeliveryEvidence(Taken: false, Box: BoxContent.Line)),
        new AgentInput.FolderMissed(),
        new AgentInput.CaughtUp(),
        new AgentInput.DeadlineCame(),
        new AgentInput.DeadlineCame(),
        new AgentInput.DeadlineCame(),
        new AgentInput.PrepareAsked(Reduced.First),
        new AgentInput.LinePrepared(Reduced.First),
        new AgentInput.DeliverAsked(Reduced.First, Recover: false),
        new AgentInput.DeliverAsked(Reduced.Second, Recover: false),
        new AgentInput.InterruptAsked(),
    ];

    private static readonly Arbitrary<(int Input, int Wait)[]> Lives = Gen.Choose(0, Inputs.Length - 1)
        .SelectMany(input => Gen.Choose(0, 20_000).Select(wait => (input, wait)))
        .ArrayOf(80)
        .ToArbitrary();

    private static readonly AgentInput[] Endings = [new AgentInput.StopAsked(), new AgentInput.PaneDead(Exit)];

    [Fact]
    public void An_exit_is_told_once_and_last() => Check((life, rules) =>
    {
        var agent = Live(life, rules);
        foreach (var ending in Endings.Concat(Endings))
        {
            agent.See(ending);
        }

        var told = agent.Told.Count;
        Replay(agent, life);

        Assert.Equal(Exit, agent.Told[^1]);
        Assert.Equal(told, agent.Told.Count);
        Assert.Single(agent.Told.OfType<AgentSignal.Exited>());
        Assert.Null(agent.State.Due);
    });

    [Fact]
    public void No_end_of_a_turn_is_told_while_the_model_answers() => Check((life, rules) =>
    {
        var agent = new Reduced(new AgentState(AgentPhase.Idle), rules);
        foreach (var (input, wait) in life)
        {
            var (before, told) = (agent.State, agent.Told.Count);
            agent.Wait(TimeSpan.FromMilliseconds(wait)).See(Inputs[input]);
            var ended = agent.Told.Skip(told).Any(signal => signal is AgentSignal.Stopped or AgentSignal.TurnFailed);
            Assert.False(ended && rules.HasModel && !agent.State.OpenCalls.IsEmpty);
            Assert.False(ended && rules.HasModel && before.Phase != AgentPhase.Busy);
        }
    });

    [Fact]
    public void An_interruption_is_proved_only_by_records_read_while_no_tool_runs() => Check((life, rules) =>
    {
        var agent = new Reduced(new AgentState(AgentPhase.Idle), rules);
        foreach (var (input, wait) in life)
        {
            var before = agent.Phase;
            agent.Wait(TimeSpan.FromMilliseconds(wait)).See(Inputs[input]);
            var isProved = Inputs[input] is AgentInput.RecordsRead { ToolsRun: false } || !rules.HasRecords;
            Assert.True(before != AgentPhase.Interrupting || agent.Phase == AgentPhase.Interrupting || isProved);
        }
    });

    [Fact]
    public void A_line_is_typed_only_when_asked_for_and_once_for_each_time() => Check((life, rules) =>
    {
        var agent = new Reduced(new AgentState(AgentPhase.Idle), rules);
        var (asked, typed) = (0, 0);
        foreach (var (input, wait) in life)
        {
            agent.Wait(TimeSpan.FromMilliseconds(wait)).See(Inputs[input]);
            asked += Inputs[input] is AgentInput.DeliverAsked ? 1 : 0;
            typed += agent.Done.Count(effect => effect is AgentEffect.Type);
            Assert.True(typed <= asked);
        }
    });

    [Fact]
    public void An_agent_that_rests_costs_nothing_and_one_under_way_is_looked_at_again() => Check((life, rules) =>
    {
        var agent = new Reduced(new AgentState(AgentPhase.Idle), rules);
        foreach (var (input, wait) in life)
        {
            agent.Wait(TimeSpan.FromMilliseconds(wait)).See(Inputs[input]);
            Assert.True(agent.Phase is not (AgentPhase.Idle or AgentPhase.Gone) || agent.State.Due is null);
            Assert.True(agent.Phase is not (AgentPhase.Busy or AgentPhase.Settling) || agent.State.Due is not null);
            Assert.Equal(agent.Phase == AgentPhase.Interrupting, agent.State.Interruption is not null);
        }
    });

    private static Reduced Live((int Input, int Wait)[] life, SessionRules rules)
    {
        var agent = new Reduced(AgentState.New(rules), rules);
        Replay(agent, life);
        return agent;
    }

    private static void Replay(Reduced agent, (int Input, int Wait)[] life)
    {
        foreach (var (input, wait) in life)
        {
            agent.Wait(TimeSpan.FromMilliseconds(wait)).See(Inputs[input]);
        }
    }

    private static void Check(Action<(int Input, int Wait)[], SessionRules> property) =>
        Prop.ForAll(Lives, life =>
        {
            property(life, new SessionRules());
            property(life, new SessionRules { HasModel = false, HasRecords = false, Settle = TimeSpan.Zero });
        }).Check(Testing.Fuzz.Always);
}
