using TmuxBuilder.Builder.Checkpoints;
using TmuxBuilder.Builder.Runs;
using TmuxBuilder.Core.Checkpoints;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Fleet.Machines;

/// <summary>Stores what agents took of a session, and brings it to other machines; fenced as ever.</summary>
internal sealed class MachineCheckpoints(
    Machine machine, SessionBook book, ISessionStore sessions, Blobs blobs, TimeProvider time) : ICheckpoints
{
    public async Task<CheckpointResult> SaveAsync(LeaseToken lease, bool forget, CancellationToken cancellationToken)
    {
        if (machine.Folders.GetValueOrDefault(lease.Session) is not { } folder)
        {
            return new CheckpointResult(CheckpointOutcome.Nothing);
        }

        if (!folder.HasNews)
        {
            return new CheckpointResult(CheckpointOutcome.Unchanged);
        }

        var (key, taken) = (blobs.NextKey(), folder.Taken.ToArray());
        blobs.Put(key, taken, folder);
        folder.HasNews = false;
        try
        {
            var saved = await book.ChangeAsync(
                lease,
                found => found with
                {
                    Checkpoint = new Checkpoint(key, lease.Epoch, time.GetUtcNow(), 1, 1, $"{key}"),
                },
                cancellationToken);
            folder.Checkpoint = saved?.Checkpoint?.Number ?? folder.Checkpoint;
            return new CheckpointResult(CheckpointOutcome.Saved);
        }
        catch
        {
            folder.HasNews = true;
            throw;
        }
    }

    public async Task<RestoreOutcome> RestoreAsync(
        LeaseToken lease, Func<CancellationToken, Task> clear, CancellationToken cancellationToken)
    {
        var session = await sessions.FindAsync(lease.Session, cancellationToken);
        var here = machine.Folders.GetValueOrDefault(lease.Session);
        if (session?.Checkpoint is not { } stored || here?.Checkpoint == stored.Number
            || (here is not null && stored.Epoch == lease.Epoch))
        {
            return RestoreOutcome.Current;
        }

        await clear(cancellationToken);
        machine.Folders[lease.Session] = blobs.Restore(stored.Number);
        return RestoreOutcome.Restored;
    }

    public Task DropAsync(LeaseToken lease, CancellationToken cancellationToken) => Task.CompletedTask;
}
