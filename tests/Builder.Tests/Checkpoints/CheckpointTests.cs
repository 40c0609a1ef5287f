using TmuxBuilder.Builder.Checkpoints;
using TmuxBuilder.Builder.Runs;
using TmuxBuilder.Core.Checkpoints;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Builder.Tests.Checkpoints;

public sealed class CheckpointTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lost_workspace_comes_back_as_it_was()
    {
        await using var workspace = await Workspace.NewAsync();
        await workspace.WriteAsync("code/index.html", "<h1>Tea</h1>");
        await workspace.WriteAsync("code/same.html", "<h1>Tea</h1>");
        await workspace.WriteAsync("code/build.sh", "#!/bin/sh", executable: true);
        await workspace.WriteAsync("code/empty.txt", "");
        await workspace.WriteAsync("docs/Grüße 漢 \"x\".md", "notes");
        await workspace.WriteAsync(".claude-home/projects/-session/a.jsonl", "{}");
        await workspace.WriteNoiseAsync("uploads/one.png", 3_000_000);
        File.Copy(Path.Combine(workspace.Folder, "uploads/one.png"), Path.Combine(workspace.Folder, "uploads/two.png"));
        Directory.CreateDirectory(Path.Combine(workspace.Folder, "infrastructure/later"));
        var written = new DateTime(2026, 2, 4, 7, 25, 31, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(Path.Combine(workspace.Folder, "code/index.html"), written);
        var before = workspace.Content();

        Assert.Equal(CheckpointOutcome.Saved, await workspace.SaveAsync());
        workspace.Lose();
        Assert.Equal(RestoreOutcome.Restored, await workspace.RestoreAsync());

        Assert.Equal(before, workspace.Content());
        Assert.Equal(written, File.GetLastWriteTimeUtc(Path.Combine(workspace.Folder, "code/index.html")));
        Assert.Equal(RestoreOutcome.Current, await workspace.RestoreAsync());
        var stored = await workspace.StoredAsync();
        Assert.Equal((1, 8), (stored.Number, stored.Files));
    }

    [Fact]
    public async Task What_can_be_rebuilt_or_is_secret_is_left_out()
    {
        await using var workspace = await Workspace.NewAsync();
        string[] left =
        [
            ".aws_credentials", "code/.aws_credentials",
            "code/node_modules/x/index.js", "code/.cache/a", "tmp/a",
            ".spool/1",
            ".home/.npm/a", ".claude-home/.claude.json",
            ".claude-home/sessions/1.json", "status.json",
            "chat_history.jsonl",
            "notify.sh", "code/.next/cache/a",
        ];
        string[] taken =
            ["code/.git/HEAD", ".claude-home/todos/a.json", "prompt_1.txt", "system_prompt.txt", "summary.md"];
        foreach (var path in left.Concat(taken))
        {
            await workspace.WriteAsync(path, path);
        }

        await workspace.SaveAsync();

        Assert.Equal(
            taken.Order(StringComparer.Ordinal), (await workspace.ManifestAsync()).Files.Select(file => file.Path));
    }

    [Fact]
    public async Task An_unchanged_workspace_is_known_by_its_stamps_and_writes_nothing()
    {
        await using var workspace = await Workspace.NewAsync();
        await workspace.WriteAsync("code/a.txt", "a");
        await workspace.SaveAsync();
        var (stored, keys) = (await workspace.StoredAsync(), await workspace.KeysAsync());
        workspace.Machine.Crash.Failing = (port, _) => port == typeof(IBlobStore);

        Assert.Equal(CheckpointOutcome.Unchanged, await workspace.SaveAsync());

        workspace.Machine.Crash.Failing = null;
        Assert.Equal(stored, await workspace.StoredAsync());
        Assert.Equal(keys, await workspace.KeysAsync());
    }

    [Fact]
    public async Task A_workspace_whose_index_was_lost_is_read_anew_and_found_unchanged()
    {
        await using var workspace = await Workspace.NewAsync();
        await workspace.WriteAsync("code/a.txt", "a");
        await workspace.SaveAsync();
        File.Delete(workspace.Machine.Folders.NoteOf(workspace.Id, "index"));

        Assert.Equal(CheckpointOutcome.Unchanged, await workspace.SaveAsync());

        await workspace.WriteAsync("code/a.txt", "b");
        Assert.Equal(CheckpointOutcome.Saved, await workspace.SaveAsync());
    }

    [Fact]
    public async Task A_change_of_the_same_size_with_its_time_set_back_is_seen()
    {
        await using var workspace = await Workspace.NewAsync();
        await workspace.WriteAsync("code/a.txt", "a");
        var file = Path.Combine(workspace.Folder, "code/a.txt");
        var time = File.GetLastWriteTimeUtc(file);
        await workspace.SaveAsync();

        await File.WriteAllTextAsync(file, "b", Token);
        File.SetLastWriteTimeUtc(file, time);

        Assert.Equal(CheckpointOutcome.Saved, await workspace.SaveAsync());
    }

    [Fact]
    public async Task Only_what_changed_is_stored_again()
    {
        await using var workspace = await Workspace.NewAsync();
        await workspace.WriteNoiseAsync("uploads/large.png", 2_000_000);
        await workspace.WriteAsync("code/a.txt", "a");
        await workspace.WriteAsync("code/b.txt", "b");
        await workspace.SaveAsync();
        var before = await workspace.ManifestAsync();

        await workspace.WriteAsync("code/c.txt", "c");
        await workspace.SaveAsync();

        var after = await workspace.ManifestAsync();
        Assert.Equal(3, after.Objects.Count);
        Assert.Equal(2, after.Objects.Count(before.Objects.Contains));
    }

    [Fact]
    public async Task Thousands_of_small_files_cost_few_objects()
    {
        await using var workspace = await Workspace.NewAsync();
        for (var number = 0; number < 5000; number++)
        {
            await workspace.WriteAsync($"code/src/{number % 50}/file{number}.ts", $"export const value = {number};");
        }

        await workspace.SaveAsync();

        Assert.Single((await workspace.ManifestAsync()).Objects);
        var before = workspace.Content();
        workspace.Lose();
        await workspace.RestoreAsync();
        Assert.Equal(before, workspace.Content());
    }

    [Fact]
    public async Task Many_small_changes_do_not_leave_many_small_objects()
    {
        await using var workspace = await Workspace.NewAsync();
        for (var number = 0; number < 40; number++)
        {
            await workspace.WriteAsync($"code/{number}.txt", $"{number}");
            Assert.Equal(CheckpointOutcome.Saved, await workspace.SaveAsync());
        }

        Assert.InRange((await workspace.ManifestAsync()).Objects.Count, 1, 17);
    }

    [Fact]
    public async Task Two_generations_are_kept_and_nothing_that_neither_names()
    {
        await using var workspace = await Workspace.NewAsync();
        foreach (var text in (string[])["one", "two", "three"])
        {
            await workspace.WriteAsync("code/a.txt", text);
            await workspace.SaveAsync();
        }

        var stored = await workspace.StoredAsync();
        var newest = await workspace.ManifestAsync();
        var older = await workspace.ManifestAsync(stored.Previous);
        Assert.Equal((3, 2), (newest.Number, older.Number));
        Assert.Equal(
            newest.Objects.Concat(older.Objects).Select(named => named.Key)
                .Append(stored.Manifest).Append(stored.Previous!).Order(StringComparer.Ordinal),
            await workspace.KeysAsync());
    }

    [Fact]
    public async Task A_damaged_newest_generation_gives_way_to_the_older_and_is_not_built_upon()
    {
        await using var workspace = await Workspace.NewAsync();
        await workspace.WriteAsync("code/a.txt", "one");
        await workspace.SaveAsync();
        var good = workspace.Content();
        await workspace.WriteAsync("code/a.txt", "two");
        await workspace.SaveAsync();
        await workspace.DamageAsync((await workspace.ManifestAsync()).Objects[0].Key);
        workspace.Lose();

        Assert.Equal(RestoreOutcome.Restored, await workspace.RestoreAsync());
        Assert.Equal(good, workspace.Content());

        await workspace.WriteAsync("code/a.txt", "two");
        Assert.Equal(CheckpointOutcome.Saved, await workspace.SaveAsync());
        var before = workspace.Content();
        workspace.Lose();
        await workspace.RestoreAsync();
        Assert.Equal(before, workspace.Content());
    }

    [Fact]
    public async Task Damage_of_every_generation_is_told_and_leaves_the_folder_alone()
    {
        await using var workspace = await Workspace.NewAsync();
        await workspace.WriteAsync("code/a.txt", "one");
        await workspace.SaveAsync();
        await workspace.DamageAsync((await workspace.StoredAsync()).Manifest);
        File.Delete(workspace.Machine.Folders.NoteOf(workspace.Id, "epoch"));
        var before = workspace.Content();

        Assert.Equal(RestoreOutcome.Damaged, await workspace.RestoreAsync());

        Assert.Equal(before, workspace.Content());
        Assert.Equal(CheckpointOutcome.Nothing, await workspace.SaveAsync());
    }

    [Fact]
    public async Task What_is_to_be_forgotten_is_in_no_generation()
    {
        await using var workspace = await Workspace.NewAsync();
        await workspace.WriteAsync("code/a.txt", "one");
        await workspace.WriteAsync("summary.md", "secret words");
        await workspace.SaveAsync();
        File.Delete(Path.Combine(workspace.Folder, "summary.md"));

        Assert.Equal(CheckpointOutcome.Saved, await workspace.SaveAsync(forget: true));

        Assert.Null((await workspace.StoredAsync()).Previous);
        Assert.Equal(2, (await workspace.KeysAsync()).Count);
        Assert.Equal("code/a.txt", Assert.Single((await workspace.ManifestAsync()).Files).Path);
    }
}
