using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Uploads;
using Xunit;

namespace TmuxBuilder.Contracts;

/// <summary>How <see cref="ISessionStore"/> erases.</summary>
public abstract class SessionEraseContract : PortContract
{
    [Fact]
    public async Task Erasing_removes_what_the_session_said_and_who_it_was()
    {
        var session = await World.StoredSessionAsync();
        var turn = await World.StoredTurnAsync(session.Id);
        var lease = await World.LeaseAsync(session.Id, Sample.WorkerA);
        await Log.AppendAsync(
            session.Id,
            [World.NewEntry(status: new StatusPatch("phase", 50, "message")), World.NewEntry(visible: false)],
            lease,
            Cancellation);
        await Commands.AddAsync(World.NewCommand(session.Id), Cancellation);
        await World.Get<IUploadStore>().SaveAsync(World.NewUpload(session.Id, UploadState.Complete), Cancellation);
        var other = await World.StoredSessionAsync();
        await World.StoredTurnAsync(other.Id);

        await Sessions.EraseAsync(session.Id, null, Cancellation);
        await Sessions.EraseAsync(session.Id, null, Cancellation);

        var erased = await Sessions.FindAsync(session.Id, Cancellation);
        Assert.NotNull(erased);
        Assert.Equal(SessionState.Purged, erased.State);
        Assert.Equal(
            ("", "", "", "", ""), (erased.Email, erased.Name, erased.ClientName, erased.Phone, erased.InitialRequest));
        Assert.Equal((null, null, null), (erased.Checkpoint, erased.CheckpointProblem, erased.CopyOf));
        Assert.True(erased.Version > session.Version, "A save made before must be stale.");
        Assert.Empty(await Chat.TailAsync(session.Id, 10, Cancellation));
        Assert.Null(await Turns.FindAsync(session.Id, turn.Id, Cancellation));
        Assert.Empty(await Log.ReadRawAsync(session.Id, -1, 10, Cancellation));
        Assert.Empty(await Commands.ListPendingAsync(session.Id, Now, Cancellation));
        Assert.Empty(await World.Get<IUploadStore>().ListAsync(session.Id, Cancellation));
        Assert.Equal([other.Id], await Sessions.ListWithWorkAsync(10, Cancellation));
        Assert.Single(await Chat.TailAsync(other.Id, 10, Cancellation));
        var head = await Log.HeadAsync(session.Id, Cancellation);
        Assert.NotNull(head);
        Assert.Equal(
            new SessionHead { Session = session.Id, Epoch = lease.Epoch, LastSeq = head.LastSeq }, head);
    }

    [Fact]
    public async Task Erasing_with_an_old_epoch_is_refused_and_changes_nothing()
    {
        var session = await World.StoredSessionAsync();
        var turn = await World.StoredTurnAsync(session.Id);
        var lost = await World.LostLeaseAsync(session.Id);
        var foreign = await World.LeaseAsync((await World.StoredSessionAsync()).Id, Sample.WorkerA);
        var before = await Sessions.FindRowAsync(session.Id, Cancellation);

        Assert.False(await Sessions.EraseAsync(session.Id, lost, Cancellation));
        Assert.False(await Sessions.EraseAsync(session.Id, foreign, Cancellation));

        Assert.Equal(before, await Sessions.FindRowAsync(session.Id, Cancellation));
        Assert.NotNull(await Turns.FindAsync(session.Id, turn.Id, Cancellation));
        Assert.Single(await Chat.TailAsync(session.Id, 10, Cancellation));

        var held = await World.LeaseAsync(session.Id, Sample.WorkerB);
        Assert.True(await Sessions.EraseAsync(session.Id, held, Cancellation));
        Assert.Empty(await Chat.TailAsync(session.Id, 10, Cancellation));
    }

    [Fact]
    public async Task Nothing_is_added_to_an_erased_session()
    {
        var session = await World.StoredSessionAsync();
        var lease = await World.LeaseAsync(session.Id, Sample.WorkerA);

        await Sessions.EraseAsync(session.Id, null, Cancellation);

        Assert.Equal(
            AppendOutcome.SessionGone,
            (await Log.AppendAsync(session.Id, [World.NewEntry()], lease, Cancellation)).Outcome);
        Assert.False(await Chat.AddAsync(session.Id, World.NewLine(), lease, Cancellation));
        Assert.Empty(await Chat.TailAsync(session.Id, 10, Cancellation));
        Assert.Empty(await Log.ReadAsync(session.Id, 0, 10, Cancellation));
    }
}
