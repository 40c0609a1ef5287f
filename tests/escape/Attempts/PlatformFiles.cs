using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Escape.World;

namespace TmuxBuilder.Escape.Attempts;

/// <summary>
/// What an agent leaves in its folder for the platform to stumble over. The protection is how the platform opens such
/// folders; a control opens them as any program would.
/// </summary>
internal static class PlatformFiles
{
    private const int MostText = 1 << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RaceTime = TimeSpan.FromSeconds(4);

    public static IReadOnlyList<Attempt> All { get; } =
    [
        Left(
            "symlinks", "a link where the platform reads the summary", "ln -sfn @PLATFORM@/secret summary.md",
            (world, token) => ReadAsync(world, "summary.md", token),
            (world, token) => NaiveReadAsync(world, "summary.md", token)),
        Left(
            "symlinks", "a link on the way to what the platform reads",
            "rm -rf docs; ln -sfn @PLATFORM@ docs",
            (world, token) => ReadAsync(world, "docs/secret", token),
            (world, token) => NaiveReadAsync(world, "docs/secret", token)),
        Left(
            "symlinks", "a link into /proc, to the root folder of whoever follows it",
            "rm -rf summary.md; ln -s /proc/self/root@PLATFORM@/secret summary.md",
            (world, token) => ReadAsync(world, "summary.md", token),
            (world, token) => NaiveReadAsync(world, "summary.md", token)),
        Left(
            "symlinks", "a link where the platform writes", "rm -rf docs; ln -sfn @PLATFORM@ docs",
            async (world, token) => await WrittenAsync(
                world, async () => await world.Folder.WriteTextAsync("docs/written", "x", token)),
            async (world, token) => await WrittenAsync(
                world, () => File.WriteAllTextAsync(Path.Combine(world.FolderPath, "docs/written"), "x", token))),
        Left(
            "symlinks", "a link in a site to be published", "rm -rf code; mkdir code; ln -s @PLATFORM@ code/assets",
            (world, token) => PublishedAsync(world, token),
            (world, token) => CopiedAsync(world, "-rL", token)),
        Left(
            "symlinks", "a link in what the platform deletes", "rm -rf tmp; mkdir tmp; ln -s @PLATFORM@ tmp/x",
            (world, token) => DeletedAsync(world, () => world.Folder.DeleteTree("tmp")),
            (world, token) => DeletedAsync(
                world, () => File.Delete(Path.Combine(world.FolderPath, "tmp/x/kept")))),
        Attempt.Inside(
            "hard links", "a second name for a neighbour's file, which no link check sees",
            "ln @THEIRS@/theirs.txt @DATA@/mine 2>/dev/null || ln @THEIRS@/theirs.txt stolen", Off.HiddenHost),
        Attempt.Inside(
            "hard links", "a second name for a tool, to change it there",
            "rm -f stolen; ln /opt/tb/hook.sh /opt/tb/stolen", Off.ReadOnlyTools),
        new Attempt(
            "races", "a folder and a link that change places while the platform reads", RaceAsync, NaiveRaceAsync),
        Left(
            "special files", "a pipe where the platform reads, so that it waits for ever",
            "rm -rf summary.md; mkfifo summary.md",
            (world, token) => HangsAsync(world, () => ReadAsync(world, "summary.md", token)),
            (world, token) => HangsAsync(
                world, () => Task.Run(() => File.ReadAllText(Path.Combine(world.FolderPath, "summary.md")), token))),
        Left(
            "special files", "a file larger than the platform can hold",
            "rm -f summary.md; head -c 15000000 /dev/zero >summary.md",
            async (world, token) => new Tried(
                await Guarded(() => world.Folder.ReadTextAsync("summary.md", MostText, token))
                    is { Length: > MostText },
                "not read whole"),
            async (world, token) => new Tried(
                (await File.ReadAllBytesAsync(Path.Combine(world.FolderPath, "summary.md"), token)).Length > MostText,
                "read whole")),
        Left(
            "setuid", "a program that runs as the worker, carried out of the folder by it",
            "rm -rf code; mkdir code; cp /usr/bin/true code/run; chmod 6755 code/run",
            (world, token) => PublishedAsync(world, token),
            (world, token) => CopiedAsync(world, "-a", token)),
    ];

    /// <summary>The agent leaves something; then the platform meets it.</summary>
    private static Attempt Left(
        string @class,
        string name,
        string script,
        Func<EscapeWorld, CancellationToken, Task<Tried>> platform,
        Func<EscapeWorld, CancellationToken, Task<Tried>> naive) => new(
        @class,
        name,
        async (world, token) => await LeaveAsync(world, script, token) ?? await platform(world, token),
        async (world, token) => await LeaveAsync(world, script, token) ?? await naive(world, token));

    private static async Task<Tried?> LeaveAsync(EscapeWorld world, string script, CancellationToken cancellationToken)
    {
        var left = await world.RunInsideAsync(script, cancellationToken);
        return left.CameThrough
            ? null
            : throw new InvalidOperationException($"The agent could not even leave its trap: {left.Words}");
    }

    private static async Task<Tried> ReadAsync(EscapeWorld world, string path, CancellationToken cancellationToken)
    {
        var text = await Guarded(() => world.Folder.ReadTextAsync(path, MostText, cancellationToken));
        return new Tried(text?.Contains(world.Key, StringComparison.Ordinal) == true, text ?? "not opened");
    }

    private static async Task<Tried> NaiveReadAsync(
        EscapeWorld world, string path, CancellationToken cancellationToken) => new(
        (await File.ReadAllTextAsync(Path.Combine(world.FolderPath, path), cancellationToken))
            .Contains(world.Key, StringComparison.Ordinal),
        "the key was read");

    private static async Task<Tried> WrittenAsync(EscapeWorld world, Func<Task> write)
    {
        var told = "not opened";
        try
        {
            await write();
        }
        catch (UnsafePathException refused)
        {
            told = refused.Message;
        }

        var there = Path.Combine(world.Platform, "written");
        var isThere = File.Exists(there);
        File.Delete(there);
        return new Tried(isThere, Command.LastLine(told));
    }

    private static async Task<Tried> PublishedAsync(EscapeWorld world, CancellationToken cancellationToken)
    {
        var copy = Path.Combine(world.Platform, "copy");
        await world.Folder.CopyTreeAsync(
            "code", copy, new CopyLimits(100, 1 << 20, 1 << 20), (_, _) => null, cancellationToken);
        return Found(world, copy);
    }

    private static async Task<Tried> CopiedAsync(
        EscapeWorld world, string how, CancellationToken cancellationToken)
    {
        var copy = Path.Combine(world.Platform, "copy");
        await Command.RunAsync(
            ["cp", how, Path.Combine(world.FolderPath, "code"), copy], Patience, cancellationToken);
        return Found(world, copy);
    }

    private static Tried Found(EscapeWorld world, string copy)
    {
        const UnixFileMode special = UnixFileMode.SetUser | UnixFileMode.SetGroup;
        var files = Directory.Exists(copy) ? Directory.GetFiles(copy, "*", SearchOption.AllDirectories) : [];
        var isOut = files.Any(file => (File.GetUnixFileMode(file) & special) != 0
            || File.ReadAllText(file).Contains(world.Key, StringComparison.Ordinal));
        if (Directory.Exists(copy))
        {
            Directory.Delete(copy, recursive: true);
        }

        return new Tried(isOut, $"{files.Length} plain files were taken");
    }

    private static async Task<Tried> DeletedAsync(EscapeWorld world, Action delete)
    {
        var kept = Path.Combine(world.Platform, "kept");
        await File.WriteAllTextAsync(kept, "x");
        delete();
        return new Tried(!File.Exists(kept), "the link went, not what it names");
    }

    private static async Task<Tried> HangsAsync(EscapeWorld world, Func<Task> read)
    {
        var reading = Task.Run(read);
        var hangs = await Task.WhenAny(reading, Task.Delay(Patience, TimeProvider.System, default)) != reading;
        if (hangs)
        {
            // A writer lets it go.
            await File.WriteAllTextAsync(Path.Combine(world.FolderPath, "summary.md"), "");
        }

        await reading;
        return new Tried(hangs, "told at once that it is no file");
    }

    private static Task<Tried> RaceAsync(EscapeWorld world, CancellationToken cancellationToken) => RaceAsync(
        world,
        () => world.Folder.ReadTextAsync("swap/secret", MostText, cancellationToken),
        cancellationToken);

    private static Task<Tried> NaiveRaceAsync(EscapeWorld world, CancellationToken cancellationToken) => RaceAsync(
        world,
        async () => await File.ReadAllTextAsync(Path.Combine(world.FolderPath, "swap/secret"), cancellationToken),
        cancellationToken);

    private static async Task<Tried> RaceAsync(
        EscapeWorld world, Func<Task<string?>> read, CancellationToken cancellationToken)
    {
        var swapping = world.RunInsideAsync(
            """
            rm -rf swap inner outer; mkdir inner; echo innocent >inner/secret; ln -s @PLATFORM@ outer
            perl -e 'my $end = time + 5; while (time < $end) { for (1 .. 200) {
              rename "inner", "swap"; rename "swap", "inner"; rename "outer", "swap"; rename "swap", "outer"; } }'
            rm -rf swap inner outer
            """,
            cancellationToken);
        var (began, reads, isOut) = (TimeProvider.System.GetTimestamp(), 0, false);
        while (!isOut && TimeProvider.System.GetElapsedTime(began) < RaceTime)
        {
            reads++;
            isOut = (await Guarded(read))?.Contains(world.Key, StringComparison.Ordinal) == true;
        }

        await swapping;
        return new Tried(isOut, $"never in {reads} reads");
    }

    private static async Task<string?> Guarded(Func<Task<string?>> read)
    {
        try
        {
            return await read();
        }
        catch (IOException)
        {
            return null;
        }
    }
}
