namespace TmuxBuilder.Agent.Folders;

/// <summary>What an entry of a session's folder is.</summary>
public enum FolderEntryKind
{
    File,
    Folder,

    /// <summary>A link, pipe, socket or device: listed and deletable, never opened.</summary>
    Other,
}
