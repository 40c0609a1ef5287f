using TmuxBuilder.Agent.Network;
using TmuxBuilder.Builder.Runs;
using TmuxBuilder.Builder.Tests.World;

namespace TmuxBuilder.Builder.Tests.Calls;

public sealed class RefusedConnectionsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_an_agent_was_refused_is_written_down_with_its_turn_and_no_client_sees_it()
    {
        await using var machine = Machine.New();
        var (session, turn, _) = await machine.AcceptedAsync();

        machine.Get<INetworkObserver>().Refused(session.Id, "inside.example:443", "It leads inside.");
        machine.Get<INetworkObserver>().Refused(session.Id, "", "The request line is not one.");

        await machine.Get<RunnerDirectory>().Find(session.Id)!.Pump.FlushAsync(Token);
        var told = (await machine.EntriesAsync(session)).TakeLast(2).Select(entry => entry.Entry).ToArray();
        Assert.Equal(
            [
                "The agent was refused a connection to inside.example:443: It leads inside.",
                "The agent was refused a connection: The request line is not one.",
            ],
            told.Select(entry => entry.Message));
        Assert.All(told, entry => Assert.Equal((turn.Id, false), (entry.Turn!.Value, entry.Visible)));
    }

    [Fact]
    public async Task A_session_that_is_not_at_work_here_is_told_nothing()
    {
        await using var machine = Machine.New();
        var session = await machine.SessionAsync();

        machine.Get<INetworkObserver>().Refused(session.Id, "inside.example:443", "It leads inside.");

        Assert.Empty(await machine.EntriesAsync(session));
    }
}
