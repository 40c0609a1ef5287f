using TmuxBuilder.Builder.Checkpoints;
using TmuxBuilder.Builder.Runs;
using TmuxBuilder.Core.Checkpoints;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Builder.Tests.Checkpoints;

/// <summary>Workspaces that more than one worker, or session, had to do with.</summary>
public sealed class CheckpointOwnerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_copy_whose_source_is_damaged_stays_a_copy_until_the_source_can_be_read()
    {
        await using var workspace = await Workspace.NewAsync();
        await workspace.WriteAsync("code/a.txt", "a");
        await workspace.SaveAsync();
        var source = await workspace.Machine.SessionAsync();
        await workspace.Machine.Sessions.ChangeAsync(
            source.Id,
            found => found with
            {
                Checkpoint = new Checkpoint(1, 1, found.CreatedAt, 1, 1, $"{CheckpointKeys.Prefix(source.Id)}1/gone"),
            },
            Token);
        await workspace.Machine.Sessions.ChangeAsync(workspace.Id, found => found with { CopyOf = source.Id }, Token);

        Assert.Equal(RestoreOutcome.Damaged, await workspace.RestoreAsync());

        Assert.Equal(source.Id, (await workspace.Machine.Sessions.FindAsync(workspace.Id, Token))?.CopyOf);
        var stored = await workspace.StoredAsync();
        await workspace.Machine.Sessions.ChangeAsync(source.Id, found => found with { Checkpoint = stored }, Token);
        Assert.Equal(RestoreOutcome.Restored, await workspace.RestoreAsync());
        Assert.Null((await workspace.Machine.Sessions.FindAsync(workspace.Id, Token))?.CopyOf);
    }

    [Fact]
    public async Task A_worker_that_lost_the_session_moves_no_pointer_and_its_successor_loses_nothing()
    {
        await using var workspace = await Workspace.NewAsync();
        await workspace.WriteAsync("code/a.txt", "one");
        await workspace.SaveAsync();
        var (lost, stored) = (workspace.Lease, await workspace.StoredAsync());
        await workspace.OwnAsync("worker-2");
        await workspace.WriteAsync("code/a.txt", "two");

        await Assert.ThrowsAsync<OwnershipLostException>(
            () => workspace.Machine.Get<SessionCheckpoints>().SaveAsync(lost, forget: false, Token));

        Assert.Equal(stored, await workspace.StoredAsync());
        Assert.Equal(CheckpointOutcome.Saved, await workspace.SaveAsync());
        var before = workspace.Content();
        workspace.Lose();
        await workspace.RestoreAsync();
        Assert.Equal(before, workspace.Content());
    }

    [Fact]
    public async Task A_folder_that_another_worker_went_on_from_is_replaced_and_never_stored()
    {
        await using var workspace = await Workspace.NewAsync();
        await workspace.WriteAsync("code/a.txt", "one");
        await workspace.SaveAsync();
        await workspace.WriteAsync("code/a.txt", "two, elsewhere");
        await workspace.OwnAsync("worker-2");
        await workspace.SaveAsync();
        var elsewhere = workspace.Content();
        await workspace.WriteAsync("code/a.txt", "left behind here");
        await File.WriteAllTextAsync(workspace.Machine.Folders.NoteOf(workspace.Id, "epoch"), "1", Token);
        await workspace.OwnAsync();

        Assert.Equal(CheckpointOutcome.Nothing, await workspace.SaveAsync());
        Assert.Equal(RestoreOutcome.Restored, await workspace.RestoreAsync());

        Assert.Equal(elsewhere, workspace.Content());
    }
}
