namespace TmuxBuilder.Fleet.Machines;

/// <summary>The stored workspaces.</summary>
internal sealed class Blobs
{
    private readonly Dictionary<long, Stored> stored = [];
    private long last;

    public long NextKey() => ++last;

    public void Put(long key, string[] taken, Folder folder) =>
        stored[key] = new Stored(taken, folder.Ended, [.. folder.Prompts]);

    public Folder Restore(long key)
    {
        var (taken, ended, prompts) = stored[key];
        var folder = new Folder { Checkpoint = key, Ended = ended };
        folder.Taken.AddRange(taken);
        foreach (var (name, text) in prompts)
        {
            folder.Prompts[name] = text;
        }

        return folder;
    }

    private sealed record Stored(string[] Taken, string? Ended, KeyValuePair<string, string>[] Prompts);
}
