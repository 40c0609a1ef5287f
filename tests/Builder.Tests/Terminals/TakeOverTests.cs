using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Agent;
using TmuxBuilder.Agent.Live;
using TmuxBuilder.Agent.Screen;
using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Paging;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Terminals;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Tests.Terminals;

public sealed class TakeOverTests
{
    private static readonly By Admin = new("admin", "trace");

    private readonly FakeTerminals terminals = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_an_admin_types_messages_wait_and_go_on_when_it_is_given_back()
    {
        await using var machine = NewMachine();
        var (session, turn, pane) = await machine.AcceptedAsync();
        await using var watch = Watch(machine, session);

        Assert.Equal(TakeOverOutcome.Done, await watch.TakeOverAsync(Token));
        Assert.True(await watch.TypeAsync("hello\r", Token));
        Assert.True(await watch.ResizeAsync(100, 40, Token));
        var waiting = await machine.SendAsync(session, "two");
        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);
        await machine.StateAsync(session, SessionState.Ready);
        Assert.Equal(TurnState.Queued, (await machine.Turns.FindAsync(session.Id, waiting.Id, Token))?.State);
        Assert.Equal(new TerminalEvent.State(true, "admin", Mine: true), await LastStateAsync(watch));

        await watch.GiveBackAsync(Token);
        await machine.FinishAsync(waiting, pane);

        Assert.Equal("hello\r", terminals.Typed.ToString());
        Assert.Equal(["100x40", "restored"], terminals.Sizes);
        Assert.False(await watch.TypeAsync("more", Token));
        Assert.Equal(new TerminalEvent.State(true, null, Mine: false), await LastStateAsync(watch));
        var told = (await machine.EntriesAsync(session)).Where(
            entry => entry.Entry.DataJson.Contains("taken_over", StringComparison.Ordinal));
        Assert.Equal(
            ["""{"taken_over":true}""", """{"taken_over":false}"""], told.Select(entry => entry.Entry.DataJson));
        Assert.All(told, entry => Assert.True(entry.Entry.Visible));
        Assert.Equal(
            [("terminal.give_back", """{"bytes_typed":"6"}"""), ("terminal.take_over", "{}")],
            await AuditAsync(machine));
    }

    [Fact]
    public async Task It_is_given_back_though_the_admin_is_gone_before_it_is()
    {
        await using var machine = NewMachine();
        var (session, turn, pane) = await machine.AcceptedAsync();
        await using var watch = Watch(machine, session);
        await watch.TakeOverAsync(Token);
        await watch.ResizeAsync(100, 40, Token);

        await watch.GiveBackAsync(new CancellationToken(canceled: true));

        Assert.Null(machine.Get<TakeOvers>().Find(session.Id));
        Assert.Equal(["100x40", "restored"], terminals.Sizes);
        Assert.Equal("terminal.give_back", (await AuditAsync(machine))[0].Action);
        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);
    }

    [Fact]
    public async Task Whoever_leaves_gives_it_back_and_only_one_has_it()
    {
        await using var machine = NewMachine();
        var (session, turn, pane) = await machine.AcceptedAsync();
        var first = Watch(machine, session);
        await using var second = Watch(machine, session);
        Assert.Equal(TakeOverOutcome.Done, await first.TakeOverAsync(Token));
        Assert.Equal(TakeOverOutcome.Done, await first.TakeOverAsync(Token));
        Assert.Equal(TakeOverOutcome.Taken, await second.TakeOverAsync(Token));
        Assert.False(await second.TypeAsync("x", Token));
        Assert.False(await second.ResizeAsync(80, 24, Token));

        await first.DisposeAsync();

        Assert.Null(machine.Get<TakeOvers>().Find(session.Id));
        Assert.Equal(TakeOverOutcome.Done, await second.TakeOverAsync(Token));
        Assert.Equal(1, terminals.Watches);
        Assert.Empty(terminals.Typed.ToString());
        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);
    }

    [Fact]
    public async Task It_cannot_be_had_while_a_message_is_being_typed_or_no_agent_runs()
    {
        await using var machine = NewMachine();
        var session = await machine.SessionAsync();
        await using var watch = Watch(machine, session);
        Assert.Equal(TakeOverOutcome.Absent, await watch.TakeOverAsync(Token));
        await machine.StartWorkerAsync();
        var turn = await machine.SendAsync(session);
        var (pane, line) = await machine.TypedAsync();

        Assert.Equal(TakeOverOutcome.Delivering, await watch.TakeOverAsync(Token));

        pane.Accept(line);
        await machine.TurnAsync(turn, TurnState.Accepted);
        Assert.Equal(TakeOverOutcome.Done, await watch.TakeOverAsync(Token));
    }

    [Fact]
    public async Task It_ends_with_the_agent_whose_turn_goes_on()
    {
        await using var machine = NewMachine();
        var (session, turn, pane) = await machine.AcceptedAsync();
        await using var watch = Watch(machine, session);
        await watch.TakeOverAsync(Token);

        pane.Exit(1);

        var next = await machine.Agents.StartedAsync(Token);
        await machine.FinishAsync(turn, next);
        Assert.Null(machine.Get<TakeOvers>().Find(session.Id));
        Assert.False(await watch.TypeAsync("x", Token));
    }

    [Fact]
    public async Task A_stall_or_a_dialog_is_left_to_the_admin()
    {
        await using var machine = NewMachine();
        var (session, turn, pane) = await machine.AcceptedAsync();
        await using var watch = Watch(machine, session);
        await watch.TakeOverAsync(Token);

        pane.Emit(new AgentSignal.Stalled(TimeSpan.FromMinutes(9)));
        pane.Emit(new AgentSignal.DialogSeen(ScreenKind.Login, "tea?"));
        pane.Stop("Done by hand.");

        await machine.TurnAsync(turn, TurnState.Done);
        Assert.Single(pane.Lines);
        Assert.Single(machine.Agents.Starts);
    }

    [Fact]
    public async Task An_answer_waits_until_it_is_given_back()
    {
        await using var machine = NewMachine();
        var (session, turn, pane) = await machine.AcceptedAsync();
        await machine.NotifyAsync(pane, "ask", "Green or blue?");
        var asked = await machine.TurnAsync(turn, TurnState.Waiting);
        await using var watch = Watch(machine, session);
        Assert.Equal(TakeOverOutcome.Done, await watch.TakeOverAsync(Token));

        await machine.Get<QuestionAnswerer>().AnswerAsync(
            session.Id, asked.Question!.Id, "Green", traceId: null, Token);
        Assert.Single(pane.Lines);
        await watch.GiveBackAsync(Token);

        await machine.FinishAsync(turn, pane);
    }

    private Machine NewMachine() =>
        Machine.New(added: services => services.AddSingleton<IAgentTerminals>(terminals));

    private static ITerminalWatch Watch(Machine machine, Session session) =>
        machine.Get<ILiveTerminals>().Watch(session.Id, Admin, static () => { })!;

    private static async Task<TerminalEvent?> LastStateAsync(ITerminalWatch watch)
    {
        TerminalEvent? last = null;
        while (await watch.NextAsync(Token) is { } next)
        {
            last = next;
        }

        return last;
    }

    private static async Task<IReadOnlyList<(string Action, string Detail)>> AuditAsync(Machine machine) =>
        [
            .. (await machine.Get<IAuditStore>().PageAsync(subject: null, new PageRequest(10), Token)).Items
                .Where(record => record.Action.StartsWith("terminal.", StringComparison.Ordinal))
                .Select(record => (record.Action, record.Detail)),
        ];
}
