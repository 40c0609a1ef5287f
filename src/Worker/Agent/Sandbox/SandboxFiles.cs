namespace TmuxBuilder.Agent.Sandbox;

/// <summary>The few files of <c>/etc</c> a sandbox has that are made up rather than the machine's own.</summary>
internal static class SandboxFiles
{
    private static readonly (string Name, string Text)[] Files =
    [
        ("passwd", "builder:x:1000:1000:builder:/session/.home:/bin/bash\n"),
        ("group", "builder:x:1000:\n"),
        ("hosts", "127.0.0.1 localhost\n"),
        ("nsswitch.conf", "passwd: files\ngroup: files\nhosts: files\n"),
    ];

    /// <summary>Writes them to a folder of the worker's own and returns what to mount where.</summary>
    public static async Task<Dictionary<string, string>> WriteAsync(string folder, CancellationToken cancellationToken)
    {
        var mounts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, text) in Files)
        {
            var file = Path.Combine(folder, name);
            await File.WriteAllTextAsync(file, text, cancellationToken);
            mounts[$"/etc/{name}"] = file;
        }

        return mounts;
    }
}
