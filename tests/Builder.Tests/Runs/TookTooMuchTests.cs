using TmuxBuilder.Agent;
using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Tests.Runs;

public sealed class TookTooMuchTests
{
    private const string Excess = "Its folder took more than 2147483648 bytes.";

    [Fact]
    public async Task An_agent_that_was_killed_for_what_it_took_is_told_so_and_goes_on()
    {
        await using var machine = Machine.New();
        var session = await machine.SessionAsync();
        await machine.StartWorkerAsync();
        var turn = await machine.SendAsync(session);
        var (pane, line) = await machine.TypedAsync();
        pane.Accept(line);

        pane.End(new AgentSignal.Exited(137, 9, Excess: Excess));
        var (second, again) = await machine.TypedAsync();
        second.Accept(again);
        second.Stop("Finished with less.");

        var done = await machine.AfterAsync(
            session,
            turn,
            new Aftermath(
                TurnState.Done,
                SessionState.Ready,
                "took more memory, processes or disk",
                "Finished with less.",
                Excess),
            second);
        Assert.Contains(
            "in a way that takes less", await machine.ReadAsync(session, done.PromptFile!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_second_time_the_client_reads_what_it_was_and_what_to_do()
    {
        await using var machine = Machine.New();
        var session = await machine.SessionAsync();
        await machine.StartWorkerAsync();
        var turn = await machine.SendAsync(session);
        for (var death = 0; death < 2; death++)
        {
            var (pane, line) = await machine.TypedAsync();
            pane.Accept(line);
            pane.End(new AgentSignal.Exited(137, 9, Excess: Excess));
        }

        await machine.AfterAsync(
            session,
            turn,
            new Aftermath(
                TurnState.Failed,
                SessionState.Hibernated,
                "was started again",
                "ask for it in smaller steps",
                Excess),
            alive: null);
    }
}
