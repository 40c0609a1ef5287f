using TmuxBuilder.Agent.Model;
using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Builder.Usage;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Usage;

namespace TmuxBuilder.Builder.Tests.Usage;

public sealed class UsageQueueTests
{
    private static readonly ModelUsage Used = new(1_000, 200, 30, 4);
    private static readonly UsageTotals Amount = ModelPrices.Default.Charge("claude-sonnet-4-5", 1_000, 200, 30, 4);
    private static long calls;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_full_disk_refuses_is_stored_when_there_is_room_again()
    {
        await using var machine = Machine.New();
        var session = await machine.SessionAsync();
        var refused = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var isFull = true;
        machine.Crash.Failing = (port, method) =>
        {
            var fails = Volatile.Read(ref isFull)
                && port == typeof(IUsageStore)
                && method == nameof(IUsageStore.AddAsync);
            if (fails)
            {
                refused.TrySetResult();
            }

            return fails;
        };

        Call(machine, session.Id, "msg_1");
        Call(machine, session.Id, "msg_2");
        await refused.Task.WaitAsync(TimeSpan.FromSeconds(60), Token);
        Volatile.Write(ref isFull, false);
        await machine.Get<UsageQueue>().FlushAsync(Token);

        Assert.Equal(Amount + Amount, await machine.Get<IUsageStore>().SessionTotalAsync(session.Id, Token));
    }

    [Fact]
    public async Task A_stop_loses_nothing_that_waited()
    {
        await using var machine = Machine.New();
        var session = await machine.SessionAsync();
        for (var n = 0; n < 50; n++)
        {
            Call(machine, session.Id, $"msg_{n}");
        }

        await machine.Get<UsageQueue>().DisposeAsync();

        Assert.Equal(Amount.CostMicroUsd * 50, (await TotalAsync(machine, session)).CostMicroUsd);
    }

    [Fact]
    public async Task An_answer_without_an_id_counts_too_and_one_without_usage_does_not()
    {
        await using var machine = Machine.New();
        var session = await machine.SessionAsync();
        Call(machine, session.Id, null);
        Call(machine, session.Id, null);
        Call(machine, session.Id, "msg_1", ModelUsage.None);
        await machine.Get<UsageQueue>().FlushAsync(Token);

        Assert.Equal(Amount + Amount, await TotalAsync(machine, session));
    }

    [Fact]
    public async Task No_session_can_suppress_what_another_used()
    {
        await using var machine = Machine.New();
        var (one, two) = (await machine.SessionAsync(), await machine.SessionAsync());
        Call(machine, one.Id, "msg_1");
        Call(machine, two.Id, "msg_1");
        await machine.Get<UsageQueue>().FlushAsync(Token);

        Assert.Equal(Amount, await TotalAsync(machine, one));
        Assert.Equal(Amount, await TotalAsync(machine, two));
    }

    internal static void Call(Machine machine, SessionId session, string? message, ModelUsage? used = null)
    {
        var meter = machine.Get<IModelObserver>();
        var call = Interlocked.Increment(ref calls);
        meter.Began(session, call, ModelCallKind.Main);
        meter.Ended(
            session,
            call,
            new ModelCallEnd(
                ModelCallKind.Main, "claude-sonnet-4-5", message, 200, "end_turn", true, used ?? Used, null, null));
    }

    private static Task<UsageTotals> TotalAsync(Machine machine, Session session) =>
        machine.Get<IUsageStore>().SessionTotalAsync(session.Id, Token);
}
