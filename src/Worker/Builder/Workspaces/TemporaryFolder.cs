using TmuxBuilder.Agent.Folders;

namespace TmuxBuilder.Builder.Workspaces;

/// <summary>The worker's own folder for what is copied or packed and not yet stored.</summary>
internal static class TemporaryFolder
{
    private const string Name = "tmp";

    /// <summary>Its path; it is made.</summary>
    public static string In(string dataFolder) => Directory.CreateDirectory(Path.Combine(dataFolder, Name)).FullName;

    /// <summary>
    /// Removes what a killed process left in it. Agents made what was copied, so it is removed as theirs is.
    /// </summary>
    public static void Empty(string dataFolder)
    {
        if (Directory.Exists(Path.Combine(dataFolder, Name)))
        {
            using var folder = SafeFolder.Open(dataFolder);
            folder.DeleteTree(Name);
        }
    }
}
