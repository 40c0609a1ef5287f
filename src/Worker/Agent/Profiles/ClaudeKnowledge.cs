using TmuxBuilder.Agent.Folders;

namespace TmuxBuilder.Agent.Profiles;

/// <summary>
/// Shows the CLI the session's skills and agents. It is told to take nothing from its working directory, so that no
/// project changes its settings; so they stand in its own home too, as they were when it started.
/// </summary>
internal static class ClaudeKnowledge
{
    private const string Source = ".claude";
    private const int MaxFiles = 100;
    private const int MaxBytes = 64 * 1024;

    public static async Task ShowAsync(SafeFolder folder, string home, CancellationToken cancellationToken)
    {
        foreach (var kind in (string[])["skills", "agents"])
        {
            folder.DeleteTree($"{home}/{kind}");
        }

        foreach (var path in Skills(folder).Take(MaxFiles).Concat(Agents(folder).Take(MaxFiles)))
        {
            try
            {
                if (await folder.ReadBytesAsync($"{Source}/{path}", MaxBytes, cancellationToken) is { } bytes)
                {
                    var target = $"{home}/{path}";
                    folder.CreateFolder(target[..target.LastIndexOf('/')]);
                    await folder.WriteBytesAsync(target, bytes, cancellationToken);
                }
            }
            catch (UnsafePathException)
            {
                // The agent put something else in its place; it does without that one.
            }
        }
    }

    private static IEnumerable<string> Skills(SafeFolder folder) => Entries(folder, "skills")
        .Where(entry => entry.Kind == FolderEntryKind.Folder)
        .Select(entry => $"skills/{entry.Name}/SKILL.md");

    private static IEnumerable<string> Agents(SafeFolder folder) => Entries(folder, "agents")
        .Where(entry => entry.Kind == FolderEntryKind.File && entry.Name.EndsWith(".md", StringComparison.Ordinal))
        .Select(entry => $"agents/{entry.Name}");

    private static IReadOnlyList<FolderEntry> Entries(SafeFolder folder, string kind)
    {
        try
        {
            return folder.List($"{Source}/{kind}");
        }
        catch (UnsafePathException)
        {
            return [];
        }
    }
}
