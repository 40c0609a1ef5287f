using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Workspaces;

namespace TmuxBuilder.Builder.Workspaces;

/// <summary>Shows admins what lies in a session's folder on this machine.</summary>
internal sealed class SessionFiles(SessionFolders folders) : ISessionFiles
{
    private const int MaxEntries = 2000;
    private const int MaxDepth = 32;

    private static readonly string[] LeftOut = ["node_modules", ".git", ".spool"];

    // Kept from everybody: the agent's keys, and what its CLI keeps of the conversation and of its own sign-in.
    private static readonly string[] Secret = [".aws_credentials", ".claude-home"];

    public Task<SessionListing> ListAsync(SessionId session, CancellationToken cancellationToken)
    {
        if (!folders.Exists(session))
        {
            return Task.FromResult(SessionListing.Empty);
        }

        var (paths, files) = (new List<string>(), new List<SessionFileEntry>());
        using var folder = folders.Open(session);
        Collect(folder, "", MaxDepth, paths, files, cancellationToken);
        paths.Sort(StringComparer.Ordinal);
        files.Sort((left, right) => string.CompareOrdinal(left.Path, right.Path));
        return Task.FromResult(new SessionListing(paths, files));
    }

    public async Task<SessionFile?> ReadAsync(
        SessionId session, string path, int maxBytes, CancellationToken cancellationToken)
    {
        if (!folders.Exists(session) || path.Split('/').Any(Secret.Contains))
        {
            return null;
        }

        try
        {
            using var folder = folders.Open(session);
            await using var file = folder.OpenRead(path);
            if (file is null)
            {
                return null;
            }

            var bytes = new byte[Math.Min(maxBytes, file.Length)];
            var read = await file.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
            return new SessionFile(path, file.Length, bytes.AsMemory(0, read));
        }
        catch (UnsafePathException)
        {
            return null;
        }
    }

    private static void Collect(
        SafeFolder folder,
        string path,
        int depth,
        List<string> paths,
        List<SessionFileEntry> files,
        CancellationToken cancellationToken)
    {
        var shown = folder.List(path)
            .Where(entry => !LeftOut.Contains(entry.Name) && !Secret.Contains(entry.Name));
        foreach (var entry in shown)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (paths.Count + files.Count >= MaxEntries)
            {
                return;
            }

            var below = path.Length == 0 ? entry.Name : $"{path}/{entry.Name}";
            if (entry.Kind == FolderEntryKind.File)
            {
                files.Add(new SessionFileEntry(below, entry.Size, entry.ModifiedAt));
            }
            else if (entry.Kind == FolderEntryKind.Folder)
            {
                paths.Add(below);
                CollectBelow(folder, below, depth, paths, files, cancellationToken);
            }
        }
    }

    private static void CollectBelow(
        SafeFolder folder,
        string path,
        int depth,
        List<string> paths,
        List<SessionFileEntry> files,
        CancellationToken cancellationToken)
    {
        if (depth == 0)
        {
            return;
        }

        try
        {
            Collect(folder, path, depth - 1, paths, files, cancellationToken);
        }
        catch (UnsafePathException)
        {
            // Exchanged for something else while it was read: it is named, and not looked into.
        }
    }
}
