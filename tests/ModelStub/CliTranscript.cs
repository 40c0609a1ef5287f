namespace TmuxBuilder.Testing;

/// <summary>The conversations the CLI keeps below a session's folder.</summary>
public static class CliTranscript
{
    /// <summary>
    /// Returns when one of them holds <paramref name="text"/>. The CLI writes them a moment after it acts, so one that
    /// is killed earlier does not know what it has just said.
    /// </summary>
    public static async Task UntilItHoldsAsync(string sessionFolder, string text, CancellationToken cancellationToken)
    {
        var home = Path.Combine(sessionFolder, ".claude-home");
        var found = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watcher = new FileSystemWatcher(home, "*.jsonl") { IncludeSubdirectories = true };
        watcher.Created += (_, _) => Look();
        watcher.Changed += (_, _) => Look();
        watcher.EnableRaisingEvents = true;
        Look();
        await found.Task.WaitAsync(TimeSpan.FromSeconds(60), cancellationToken);

        void Look()
        {
            if (Directory.EnumerateFiles(home, "*.jsonl", SearchOption.AllDirectories)
                .Any(file => File.ReadAllText(file).Contains(text, StringComparison.Ordinal)))
            {
                found.TrySetResult();
            }
        }
    }
}
