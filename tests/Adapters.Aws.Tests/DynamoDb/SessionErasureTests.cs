using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Contracts;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Connections;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using Fault = TmuxBuilder.Adapters.Aws.Tests.FaultyWire.Fault;

namespace TmuxBuilder.Adapters.Aws.Tests.DynamoDb;

/// <summary>Erasing, which is not one transaction here.</summary>
public sealed class SessionErasureTests(Emulator emulator) : AwsTest(emulator)
{
    private const int MaxCalls = 200;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cut_at_any_call_it_leaves_a_session_to_erase_and_does_the_rest_when_it_is_done_again(bool isDone)
    {
        var cut = 0;
        for (var isWhole = false; !isWhole; cut++)
        {
            Assert.True(cut < MaxCalls, "Erasing does not end.");
            var session = await FilledAsync();
            isWhole = !await EraseCutAsync(session, cut, isDone ? Fault.Lost : Fault.Cut);
            if (!isWhole)
            {
                await AssertStillToEraseAsync(session);
            }

            Assert.True(await Sessions.EraseAsync(session.Id, null, Cancellation));
            Assert.Equal(SessionState.Purged, (await Sessions.FindAsync(session.Id, Cancellation))?.State);
            Assert.DoesNotContain(session.Id.Value, await AllAsync(), StringComparison.Ordinal);
            Assert.DoesNotContain(session.Email, await AllAsync(), StringComparison.Ordinal);
        }

        Assert.True(cut > 5, "Erasing takes several calls.");
        Assert.Equal(0, (await Sessions.PageAsync(
            new SessionQuery(SessionFilter.Deleted, "", SessionSort.Created, new(1)), Cancellation)).Total);
    }

    [Fact]
    public async Task Nothing_is_added_to_a_session_that_is_being_erased()
    {
        var session = await FilledAsync();
        Assert.True(await EraseCutAsync(session, 4, Fault.Cut));
        var lease = await Leases.AcquireAsync(session.Id, Sample.WorkerA, Cancellation);

        await Commands.AddAsync(World.NewCommand(session.Id, CommandKind.Stop), Cancellation);

        Assert.DoesNotContain(
            await Commands.ListPendingAsync(session.Id, Now, Cancellation),
            command => command.Kind == CommandKind.Stop);
        Assert.False(await Chat.AddAsync(session.Id, World.NewLine(), lease, Cancellation));
        Assert.Equal(
            Core.Activity.AppendOutcome.SessionGone,
            (await Log.AppendAsync(session.Id, [World.NewEntry()], lease, Cancellation)).Outcome);
        Assert.Equal(
            Core.Turns.SubmitOutcome.SessionGone,
            (await Turns.SubmitAsync(session.Id, World.NewSubmission(session.Id), Cancellation)).Result.Outcome);
        Assert.Equal(SaveOutcome.Absent, await Sessions.SaveAsync(session, null, Cancellation));
    }

    [Fact]
    public async Task An_owner_that_is_lost_while_it_erases_does_not_end_it()
    {
        var session = await FilledAsync();
        var lease = await World.LeaseAsync(session.Id, Sample.WorkerA);
        await using var other = Aws.AnotherProcess();
        var leases = other.GetRequiredService<ILeaseStore>();
        var isOthers = new AsyncLocal<bool>();
        var isTaken = false;
        Aws.Wire.BreakEach(async call =>
        {
            // The last of an erasing leaves a tombstone.
            if (!isTaken && !isOthers.Value && call.Body.Contains("PURGED#", StringComparison.Ordinal)
                && call.Operation == "TransactWriteItems")
            {
                (isTaken, isOthers.Value) = (true, true);
                await leases.TakeOverAsync(
                    new Lease(session.Id, lease.Worker, lease.Epoch), Sample.WorkerB, Cancellation);
            }

            return null;
        });

        Assert.False(await Sessions.EraseAsync(session.Id, lease, Cancellation));

        Aws.Wire.Heal();
        Assert.True(isTaken);
        await AssertStillToEraseAsync(session);
        Assert.Equal(SessionState.Purging, (await Sessions.FindAsync(session.Id, Cancellation))?.State);
        var taken = await World.LeaseAsync(session.Id, Sample.WorkerB);
        Assert.True(await Sessions.EraseAsync(session.Id, taken, Cancellation));
    }

    private async Task<Session> FilledAsync()
    {
        var session = await World.StoredSessionAsync($"{Guid.NewGuid():n}@example.com");
        await World.StoredTurnAsync(session.Id);
        await Chat.AddAsync(session.Id, World.NewLine(new string('x', 500_000)), null, Cancellation);
        await World.Get<IConnectionStore>().PutAsync(
            new Connection(session.Id.Short, session.Id, Role.Client, session.Id.Value, Live: true, Now), Cancellation);
        var deleted = session with { State = SessionState.Purging };
        await Sessions.SaveAsync(deleted, null, Cancellation);
        await Commands.AddAsync(World.NewCommand(session.Id), Cancellation);
        await Commands.AddAsync(World.NewCommand(session.Id, CommandKind.Purge), Cancellation);
        return deleted with { Version = session.Version + 1 };
    }

    /// <summary>Erases, but from a call on none is answered; whether that came in the way.</summary>
    private async Task<bool> EraseCutAsync(Session session, int calls, Fault fault)
    {
        var made = 0;
        Aws.Wire.Break(_ => Interlocked.Increment(ref made) > calls ? fault : null);
        try
        {
            await Sessions.EraseAsync(session.Id, null, Cancellation);
            return made > calls;
        }
        catch (StoreUnavailableException)
        {
            return true;
        }
        finally
        {
            Aws.Wire.Heal();
        }
    }

    /// <summary>Whoever looks for work, or at the list of deleted sessions, finds it, until it is erased.</summary>
    private async Task AssertStillToEraseAsync(Session session)
    {
        if (await Sessions.FindAsync(session.Id, Cancellation) is { State: SessionState.Purging })
        {
            Assert.Contains(session.Id, await Sessions.ListWithWorkAsync(100, Cancellation));
            Assert.Contains(
                await Commands.ListPendingAsync(session.Id, Now, Cancellation),
                command => command.Kind == CommandKind.Purge);
        }
    }

    private async Task<string> AllAsync() => string.Join('\n', (await Aws.ItemsAsync()).SelectMany(item => item)
        .Select(attribute => $"{attribute.Value.S}{JsonSerializer.Serialize(attribute.Value.M?.Keys)}"));
}
