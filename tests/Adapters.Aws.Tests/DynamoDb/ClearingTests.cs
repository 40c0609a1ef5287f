using TmuxBuilder.Contracts;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Turns;
using Fault = TmuxBuilder.Adapters.Aws.Tests.FaultyWire.Fault;

namespace TmuxBuilder.Adapters.Aws.Tests.DynamoDb;

/// <summary>Clearing, of which only the beginning is a transaction here.</summary>
public sealed class ClearingTests(Emulator emulator) : AwsTest(emulator)
{
    [Fact]
    public async Task The_receipt_of_a_line_that_was_cleared_makes_no_line()
    {
        var session = await World.StoredSessionAsync();
        var turn = await World.StoredTurnAsync(session.Id);
        await Chat.ClearAsync(session.Id, Cancellation);

        var (outcome, _) = await Turns.ChangeAsync(
            new TurnChange(TurnState.Queued, turn with { State = TurnState.Typed }, Delivery.Typed),
            [],
            await World.LeaseAsync(session.Id, Sample.WorkerA),
            Cancellation);

        Assert.Equal(ChangeOutcome.Saved, outcome);
        Assert.Empty(await Chat.TailAsync(session.Id, 10, Cancellation));
    }

    [Fact]
    public async Task A_client_message_id_whose_turn_was_cleared_may_come_again()
    {
        var session = await World.StoredSessionAsync();
        var (first, _) = await Turns.SubmitAsync(
            session.Id, World.NewSubmission(session.Id, "one", "m1"), Cancellation);
        Assert.NotNull(first.Turn);
        await Turns.DropQueuedAsync(session.Id, first.Turn.Id, "no", [], null, Cancellation);
        await Chat.ClearAsync(session.Id, Cancellation);

        var (second, _) = await Turns.SubmitAsync(
            session.Id, World.NewSubmission(session.Id, "two", "m1"), Cancellation);

        Assert.Equal((SubmitOutcome.Stored, 2L), (second.Outcome, second.Turn?.Number));
    }

    [Fact]
    public async Task Cut_short_it_removes_the_rest_when_it_is_done_again_and_nothing_that_came_since()
    {
        var session = await World.StoredSessionAsync();
        var empty = await Aws.CountItemsAsync();
        var (sent, _) = await Turns.SubmitAsync(
            session.Id, World.NewSubmission(session.Id, "one", "m1") with { Entries = [] }, Cancellation);
        Assert.NotNull(sent.Turn);
        await Turns.DropQueuedAsync(session.Id, sent.Turn.Id, "no", [], null, Cancellation);
        for (var count = 0; count < 30; count++)
        {
            await Chat.AddAsync(session.Id, World.NewLine(), null, Cancellation);
            await Log.AppendAsync(session.Id, [World.NewEntry()], null, Cancellation);
        }

        // The second batch and all after it fail.
        var batches = 0;
        Aws.Wire.Break(call => call.Operation == "BatchWriteItem" && ++batches > 1 ? Fault.Cut : null);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Chat.ClearAsync(session.Id, Cancellation));
        Aws.Wire.Heal();
        Assert.Equal(0, (await Log.HeadAsync(session.Id, Cancellation))?.ChatCount);

        Assert.True(await Chat.ClearAsync(session.Id, Cancellation));

        Assert.Equal(empty, await Aws.CountItemsAsync());
        await Chat.AddAsync(session.Id, World.NewLine("after"), null, Cancellation);
        Assert.Equal("after", Assert.Single(await Chat.TailAsync(session.Id, 10, Cancellation)).Content);
        Assert.Equal(31, Assert.Single((await Log.AppendAsync(
            session.Id, [World.NewEntry()], null, Cancellation)).Entries).Seq);
    }
}
