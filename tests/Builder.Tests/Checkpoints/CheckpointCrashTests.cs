using TmuxBuilder.Builder.Checkpoints;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Builder.Tests.Checkpoints;

/// <summary>A worker that dies between any two of its steps leaves a generation that is whole.</summary>
public sealed class CheckpointCrashTests
{
    [Fact]
    public async Task A_save_cut_short_anywhere_leaves_the_old_generation_or_the_new_one()
    {
        var completed = false;
        for (var step = 1; !completed; step++)
        {
            Assert.InRange(step, 1, 100);
            await using var workspace = await Workspace.NewAsync();
            await FillAsync(workspace, "zero");
            await workspace.SaveAsync();
            await FillAsync(workspace, "one");
            await workspace.SaveAsync();
            var old = workspace.Content();
            await FillAsync(workspace, "two");
            var fresh = workspace.Content();

            completed = !await DiesAsync(workspace, step);
            workspace.Machine.Folders.Remove(workspace.Id);
            await workspace.OwnAsync();
            Assert.Equal(RestoreOutcome.Restored, await workspace.RestoreAsync());

            var found = workspace.Content();
            Assert.True(found.SequenceEqual(old) || found.SequenceEqual(fresh), $"A mixture after step {step}.");
            await FillAsync(workspace, "three");
            Assert.Equal(CheckpointOutcome.Saved, await workspace.SaveAsync());
            var stored = await workspace.StoredAsync();
            var named = (await workspace.ManifestAsync()).Objects.Concat(
                (await workspace.ManifestAsync(stored.Previous)).Objects);
            Assert.Equal(
                named.Select(item => item.Key).Append(stored.Manifest)
                    .Append(stored.Previous!).Distinct().Order(StringComparer.Ordinal),
                await workspace.KeysAsync());
        }
    }

    [Fact]
    public async Task A_restore_cut_short_anywhere_shows_nothing_half_done_and_the_next_one_brings_everything()
    {
        await using var workspace = await Workspace.NewAsync();
        await FillAsync(workspace, "one");
        await workspace.SaveAsync();
        var stored = workspace.Content();
        var completed = false;
        for (var step = 1; !completed; step++)
        {
            Assert.InRange(step, 1, 100);
            workspace.Lose();

            completed = !await FailsAsync(workspace, step);

            Assert.Equal(completed, workspace.Machine.Folders.Exists(workspace.Id));
            await workspace.OwnAsync();
            Assert.Equal(
                completed ? RestoreOutcome.Current : RestoreOutcome.Restored, await workspace.RestoreAsync());
            Assert.Equal(stored, workspace.Content());
            Assert.True(step > 1 || !completed);
        }
    }

    /// <summary>
    /// Has the store fail at its <paramref name="step"/>-th read and from then on; false when it did not come to that.
    /// </summary>
    private static async Task<bool> FailsAsync(Workspace workspace, int step)
    {
        var (reads, away) = (0, false);
        workspace.Machine.Crash.Failing = (port, method) =>
        {
            away |= port == typeof(IBlobStore) && method == nameof(IBlobStore.OpenAsync) && ++reads == step;
            return away;
        };
        var failure = await Record.ExceptionAsync(workspace.RestoreAsync);
        workspace.Machine.Crash.Failing = null;
        Assert.Equal(away, failure is StoreUnavailableException);
        return away;
    }

    private static async Task FillAsync(Workspace workspace, string text)
    {
        await workspace.WriteAsync("code/a.txt", text);
        await workspace.WriteNoiseAsync("uploads/large.png", 700_000);
    }

    /// <summary>
    /// Has the process die just before its <paramref name="step"/>-th write; false when it did not come to that.
    /// </summary>
    private static async Task<bool> DiesAsync(Workspace workspace, int step)
    {
        var (writes, dead) = (0, false);
        workspace.Machine.Crash.Failing = (port, method) =>
        {
            dead |= IsWrite(port, method) && ++writes == step;
            return dead;
        };
        var outcome = await workspace.SaveAsync();
        workspace.Machine.Crash.Failing = null;
        Assert.Equal(dead ? CheckpointOutcome.Failed : CheckpointOutcome.Saved, outcome);
        return dead;
    }

    private static bool IsWrite(Type port, string method) =>
        (port == typeof(IBlobStore) && method is nameof(IBlobStore.PutAsync) or nameof(IBlobStore.DeleteAsync))
        || (port == typeof(ISessionStore) && method == nameof(ISessionStore.SaveAsync));
}
