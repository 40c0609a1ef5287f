using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Agent.Folders;

/// <content>Putting another folder in a session's folder's place, and what the worker notes about folders.</content>
public sealed partial class SessionFolders
{
    private const string Coming = ".coming";
    private const string Going = ".going";

    /// <summary>
    /// A file of the worker's own about a session's folder, out of the agent's reach; its folder exists.
    /// </summary>
    public string NoteOf(SessionId session, string kind)
    {
        var notes = Path.Combine(data, "sessions", "notes");
        Directory.CreateDirectory(notes, Private);
        return Path.Combine(notes, $"{Path.GetFileName(FolderOf(session))}.{kind}");
    }

    /// <summary>Makes an empty folder beside the session's, which nobody sees until <see cref="Replace"/>.</summary>
    public SafeFolder CreateReplacement(SessionId session)
    {
        var folder = FolderOf(session) + Coming;
        RemoveTree(folder);
        Directory.CreateDirectory(folder, Private);
        return SafeFolder.Open(folder);
    }

    /// <summary>
    /// Puts the folder beside it in the place of the session's. Cut short, the session has the old folder, none or the
    /// new one, and never a mixture. No agent may use the old one.
    /// </summary>
    public void Replace(SessionId session)
    {
        var folder = FolderOf(session);
        RemoveTree(folder + Going);
        if (Directory.Exists(folder))
        {
            Directory.Move(folder, folder + Going);
        }

        Directory.Move(folder + Coming, folder);
        RemoveTree(folder + Going);
    }

    /// <summary>Removes the folder beside the session's, if there is one.</summary>
    public void DropReplacement(SessionId session) => RemoveTree(FolderOf(session) + Coming);

    private void RemoveReplacement(SessionId session)
    {
        RemoveTree(FolderOf(session) + Coming);
        RemoveTree(FolderOf(session) + Going);
        foreach (var note in Directory.EnumerateFiles(
            Path.GetDirectoryName(NoteOf(session, "any"))!, $"{Path.GetFileName(FolderOf(session))}.*"))
        {
            File.Delete(note);
        }
    }
}
