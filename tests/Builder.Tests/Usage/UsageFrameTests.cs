using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Builder.Usage;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Tests.Usage;

public sealed class UsageFrameTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_turn_ends_with_what_it_and_its_session_used()
    {
        await using var machine = Machine.New();
        var session = await machine.SessionAsync();
        await machine.StartWorkerAsync();
        var first = await machine.SendAsync(session);
        var (pane, line) = await machine.TypedAsync();
        await AnswerAsync(machine, pane, line, first, calls: 3);
        var second = await machine.SendAsync(session);
        await AnswerAsync(machine, pane, await pane.TypedAsync(Token), second, calls: 2);

        var types = await machine.TypesAsync(session);
        var last = (await UsageAsync(machine, session))[^1];
        var told = JsonElement.Parse(last.DataJson!);
        Assert.Equal("done", types[^1]);
        Assert.Equal(second.Id, last.Turn);
        Assert.Equal("2,468 tokens so far", last.Message);
        Assert.Equal(
            """{"input":5000,"output":1000,"cache_read":150,"cache_write":20,"cost_usd":0.03012,"turn":{"input":2000,"output":400,"cache_read":60,"cache_write":8,"cost_usd":0.012048}}""",
            told.GetRawText());
    }

    [Fact]
    public async Task Nothing_is_told_of_a_turn_that_used_nothing()
    {
        await using var machine = Machine.New();
        var session = await machine.SessionAsync();
        await machine.StartWorkerAsync();
        var turn = await machine.SendAsync(session);
        var (pane, line) = await machine.TypedAsync();
        await AnswerAsync(machine, pane, line, turn, calls: 0);

        Assert.Empty(await UsageAsync(machine, session));
    }

    [Fact]
    public async Task A_flood_of_calls_is_told_once_a_second()
    {
        var time = Machine.Clock();
        await using var machine = Machine.New(time: time);
        var session = await machine.SessionAsync();
        await machine.StartWorkerAsync();
        var turn = await machine.SendAsync(session);
        var (pane, line) = await machine.TypedAsync();
        pane.Accept(line);
        await machine.TurnAsync(turn, TurnState.Accepted);

        for (var n = 0; n < 20; n++)
        {
            UsageQueueTests.Call(machine, session.Id, $"msg_{n}");
            await machine.Get<UsageQueue>().FlushAsync(Token);
        }

        pane.Stop();
        time.Advance(TimeSpan.FromMilliseconds(999));
        await Task.WhenAll(AdvanceUntilAsync(machine.TurnAsync(turn, TurnState.Done), time));

        Assert.InRange((await UsageAsync(machine, session)).Count, 1, 2);
    }

    private static async Task AdvanceUntilAsync(Task task, FakeTimeProvider time)
    {
        while (!task.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }

        await task;
    }

    private static async Task AnswerAsync(Machine machine, FakePane pane, string line, Turn turn, int calls)
    {
        pane.Accept(line);
        await machine.TurnAsync(turn, TurnState.Accepted);
        for (var n = 0; n < calls; n++)
        {
            UsageQueueTests.Call(machine, turn.Session, $"msg_{turn.Id}_{n}");
        }

        pane.Stop("Done.");
        await machine.TurnAsync(turn, TurnState.Done);
    }

    private static async Task<IReadOnlyList<NewEntry>> UsageAsync(Machine machine, Session session) =>
        [
            .. (await machine.EntriesAsync(session)).Select(entry => entry.Entry)
                .Where(entry => entry.Type == ActivityTypes.Usage),
        ];
}
