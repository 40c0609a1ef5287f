namespace TmuxBuilder.Fleet.Machines;

/// <summary>The stored workspaces.</summary>
internal sealed class Blobs
{
    private readonly Dictionary<long, (string[] Taken, string? Ended, KeyValuePair<string, string>[] Prompts)> stored = [];
    private long last;

    public long NextKey() => ++last;

    public void Put(long key, string[] taken, Folder folder) =>
        stored[key] = (taken, folder.Ended, [.. folder.Prompts]);

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
}
