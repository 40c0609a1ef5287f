using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Contracts;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Turns;
using Fault = TmuxBuilder.Adapters.Aws.Tests.FaultyWire.Fault;

namespace TmuxBuilder.Adapters.Aws.Tests.DynamoDb;

/// <summary>How a session's head is changed: at what cost, beside other processes, and when answers are lost.</summary>
public sealed class HeadTests(Emulator emulator) : AwsTest(emulator)
{
    private const string Transact = "TransactWriteItems";

    [Fact]
    public async Task A_workers_append_is_one_call()
    {
        var session = await World.StoredSessionAsync();
        var lease = await World.LeaseAsync(session.Id, Sample.WorkerA);
        await Log.AppendAsync(session.Id, [World.NewEntry()], lease, Cancellation);
        Aws.Wire.Forget();

        await Log.AppendAsync(session.Id, [World.NewEntry(), World.NewEntry()], lease, Cancellation);

        Assert.Equal([Transact], Aws.Wire.Calls.Select(call => call.Operation));
    }

    [Fact]
    public async Task A_workers_step_of_a_turn_is_one_call()
    {
        var session = await World.StoredSessionAsync();
        var turn = await World.StoredTurnAsync(session.Id);
        var lease = await World.LeaseAsync(session.Id, Sample.WorkerA);
        Aws.Wire.Forget();

        await Turns.ChangeAsync(
            new TurnChange(TurnState.Queued, turn with { State = TurnState.Typed }),
            [World.NewEntry()],
            lease,
            Cancellation);

        Assert.Equal([Transact], Aws.Wire.Calls.Select(call => call.Operation));
    }

    [Fact]
    public async Task What_another_process_appended_meanwhile_costs_one_try_and_no_number()
    {
        var session = await World.StoredSessionAsync();
        var lease = await World.LeaseAsync(session.Id, Sample.WorkerA);
        await Log.AppendAsync(session.Id, [World.NewEntry()], lease, Cancellation);
        await using var other = Aws.AnotherProcess();
        await other.GetRequiredService<IActivityLog>().AppendAsync(
            session.Id, [World.NewEntry()], null, Cancellation);
        Aws.Wire.Forget();

        var result = await Log.AppendAsync(session.Id, [World.NewEntry()], lease, Cancellation);

        Assert.Equal(3, Assert.Single(result.Entries).Seq);
        // The refusal brought the head along.
        Assert.Equal([Transact, Transact], Aws.Wire.Calls.Select(call => call.Operation));
    }

    [Fact]
    public async Task Two_processes_that_append_at_once_leave_no_gap_and_no_repeat()
    {
        var session = await World.StoredSessionAsync();
        await using var other = Aws.AnotherProcess();
        IActivityLog[] logs = [Log, other.GetRequiredService<IActivityLog>()];

        var results = await AtOnceAsync(20, async index =>
        {
            for (var left = 5; ; left--)
            {
                try
                {
                    return await logs[index % 2].AppendAsync(
                        session.Id, [World.NewEntry(), World.NewEntry(visible: false)], null, Cancellation);
                }
                catch (StoreUnavailableException) when (left > 0)
                {
                    // The other was faster as often as is tried: nothing was stored, and callers come again.
                }
            }
        });

        Assert.All(results, result => Assert.Equal(AppendOutcome.Appended, result.Outcome));
        Assert.Equal(
            Enumerable.Range(1, 20).Select(number => (long)number),
            (await Log.ReadAsync(session.Id, 0, 100, Cancellation)).Select(entry => entry.Seq));
        Assert.Equal(40, (await Log.ReadRawAsync(session.Id, -1, 100, Cancellation)).Count);
    }

    [Fact]
    public async Task A_lease_that_another_process_took_over_is_noticed_by_who_remembers_it_as_its_own()
    {
        var session = await World.StoredSessionAsync();
        var lease = await World.LeaseAsync(session.Id, Sample.WorkerA);
        await Log.AppendAsync(session.Id, [World.NewEntry()], lease, Cancellation);
        await using var other = Aws.AnotherProcess();
        var leases = other.GetRequiredService<ILeaseStore>();
        var seen = await leases.FindAsync(session.Id, Cancellation);
        Assert.NotNull(seen);
        Assert.NotNull(await leases.TakeOverAsync(seen, Sample.WorkerB, Cancellation));

        var result = await Log.AppendAsync(session.Id, [World.NewEntry()], lease, Cancellation);

        Assert.Equal(AppendOutcome.LeaseLost, result.Outcome);
        Assert.Single(await Log.ReadAsync(session.Id, 0, 10, Cancellation));
    }

    [Fact]
    public async Task A_lease_that_another_process_gave_is_not_refused_by_who_remembers_an_older_one()
    {
        var session = await World.StoredSessionAsync();
        var lease = await World.LeaseAsync(session.Id, Sample.WorkerA);
        await Log.AppendAsync(session.Id, [World.NewEntry()], lease, Cancellation);
        await using var other = Aws.AnotherProcess();
        var seen = await other.GetRequiredService<ILeaseStore>().FindAsync(session.Id, Cancellation);
        Assert.NotNull(seen);
        var taken = await other.GetRequiredService<ILeaseStore>().TakeOverAsync(seen, Sample.WorkerB, Cancellation);

        var result = await Log.AppendAsync(session.Id, [World.NewEntry()], taken, Cancellation);

        Assert.Equal(AppendOutcome.Appended, result.Outcome);
    }

    [Fact]
    public async Task A_message_whose_answer_was_lost_is_stored_once()
    {
        var session = await World.StoredSessionAsync();
        Aws.Wire.BreakNext(Transact, Fault.Lost, Fault.Lost);

        var (result, _) = await Turns.SubmitAsync(session.Id, World.NewSubmission(session.Id), Cancellation);

        Assert.Equal((SubmitOutcome.Stored, 1L), (result.Outcome, result.Turn?.Number));
        Assert.Single(await Turns.ListOpenAsync(session.Id, Cancellation));
        Assert.Single(await Chat.TailAsync(session.Id, 10, Cancellation));
    }

    [Fact]
    public async Task Of_others_that_are_always_faster_the_eighth_is_the_last_that_is_waited_for()
    {
        var session = await World.StoredSessionAsync();
        await using var other = Aws.AnotherProcess();
        var log = other.GetRequiredService<IActivityLog>();
        var isOthers = new AsyncLocal<bool>();
        Aws.Wire.BreakEach(async call =>
        {
            if (call.Operation == Transact && !isOthers.Value)
            {
                isOthers.Value = true;
                await log.AppendAsync(session.Id, [World.NewEntry()], null, Cancellation);
            }

            return null;
        });

        await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            Log.AppendAsync(session.Id, [World.NewEntry()], null, Cancellation));

        Aws.Wire.Heal();
        Assert.Equal(8, (await Log.ReadAsync(session.Id, 0, 100, Cancellation)).Count);
    }
}
