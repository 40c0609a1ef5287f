using System.Security.Cryptography;
using System.Text;
using TmuxBuilder.Agent.Tmux;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Agent.Folders;

/// <summary>
/// Where sessions live on this machine. A session's real folder has a name from which the guid cannot be told, because
/// a sandbox shows the places its mounts come from; <c>sessions/active/{guid}</c> is a link to it (docs/adr/0004).
/// </summary>
public sealed partial class SessionFolders(string dataFolder)
{
    // sun_path holds 108 bytes with its NUL; the longest name in a socket folder is worker.sock.
    private const int MaxSocketPath = 107;
    private const string LongestSocket = "/worker.sock";
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // Users of sandboxes go through it to what is lent to them.
    private const UnixFileMode Passable = Private | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private readonly string data = Path.GetFullPath(dataFolder);

    /// <summary>
    /// The real folder of a session, absolute and free of links beneath the data folder; it need not exist.
    /// </summary>
    public string FolderOf(SessionId session) =>
        Path.Combine(data, "sessions", "folders", Name("folder:", session, 32));

    /// <summary>The folder for the session's sockets and what else the worker keeps for its running agent.</summary>
    public string SocketFolderOf(SessionId session)
    {
        var name = Name("sockets:", session, 16);
        var folder = Path.Combine(data, "run", name);
        return Encoding.UTF8.GetByteCount(folder) + LongestSocket.Length <= MaxSocketPath
            ? folder
            : Path.Combine(Path.GetTempPath(), $"tmux-builder-{DataHash[..16]}", name);
    }

    /// <summary>The worker's own files that a running agent may read.</summary>
    internal string ToolsFolderOf(SessionId session) => $"{SocketFolderOf(session)}-tools";

    /// <summary>What the worker keeps beside the sockets for a running agent, out of the agent's sight.</summary>
    internal string RunFolderOf(SessionId session) => $"{SocketFolderOf(session)}-run";

    /// <summary>Tells data folders of one machine apart: 64 hex digits.</summary>
    public string DataHash => Hash($"data:{data}");

    /// <summary>Whether the session's folder is on this machine.</summary>
    public bool Exists(SessionId session) => Directory.Exists(FolderOf(session));

    /// <summary>
    /// Makes the session's folder, or keeps what is there, with its link under <c>active</c>; returns the folder.
    /// </summary>
    public string Create(SessionId session)
    {
        var folder = FolderOf(session);
        Directory.CreateDirectory(folder, Private);
        Named(() =>
        {
            DeleteLink(session, "deleted");
            SetLink(session, "active");
        });
        return folder;
    }

    /// <summary>Opens the session's folder.</summary>
    /// <exception cref="DirectoryNotFoundException">It is not on this machine.</exception>
    public SafeFolder Open(SessionId session) => SafeFolder.Open(FolderOf(session));

    /// <summary>
    /// Moves the session's link from <c>active</c> to <c>deleted</c>; nothing else changes. Again is fine.
    /// </summary>
    public void MarkDeleted(SessionId session) => Named(() =>
    {
        DeleteLink(session, "active");
        if (Exists(session))
        {
            SetLink(session, "deleted");
        }
    });

    /// <summary>Removes the session's folder, links and sockets; absent is fine.</summary>
    public void Remove(SessionId session)
    {
        Named(() =>
        {
            DeleteLink(session, "active");
            DeleteLink(session, "deleted");
        });
        RemoveTree(FolderOf(session));
        RemoveReplacement(session);
        RemoveTree(SocketFolderOf(session));
        RemoveTree(ToolsFolderOf(session));
        RemoveTree(RunFolderOf(session));
    }

    /// <summary>
    /// Lets a session's user reach its folder, sockets and tools from where it is; and nobody else's.
    /// </summary>
    internal void OpenTo(SessionId session, uint user)
    {
        PrivateFiles.OpenWay(data);
        File.SetUnixFileMode(Path.GetDirectoryName(SocketFolderOf(session))!, Passable);
        FolderOwner.Lend(SocketFolderOf(session), user);
        FolderOwner.Lend(ToolsFolderOf(session), user);
    }

    /// <summary>Makes the folders for sockets, tools and running, closed to other users.</summary>
    internal void CreateRunFolders(SessionId session)
    {
        var parent = Path.GetDirectoryName(SocketFolderOf(session))!;
        Directory.CreateDirectory(parent, Private);

        // A parent in the shared temporary folder may have been made by somebody else: setting its mode then fails.
        File.SetUnixFileMode(parent, File.GetUnixFileMode(parent) == Passable ? Passable : Private);
        Directory.CreateDirectory(SocketFolderOf(session), Private);
        Directory.CreateDirectory(ToolsFolderOf(session), Private);
        Directory.CreateDirectory(RunFolderOf(session), Private);
    }

    private string LinkOf(SessionId session, string state) => Path.Combine(data, "sessions", state, session.Value);

    private void DeleteLink(SessionId session, string state)
    {
        if (new FileInfo(LinkOf(session, state)) is { LinkTarget: not null } link)
        {
            link.Delete();
        }
    }

    private void SetLink(SessionId session, string state)
    {
        var link = LinkOf(session, state);
        Directory.CreateDirectory(Path.GetDirectoryName(link)!, Private);
        var target = Path.Combine("..", "folders", Path.GetFileName(FolderOf(session)));
        if (new FileInfo(link).LinkTarget != target)
        {
            DeleteLink(session, state);
            File.CreateSymbolicLink(link, target);
        }
    }

    /// <summary>Changes links, whose names are guids; what goes wrong is told with 12 digits of them.</summary>
    private static void Named(Action change)
    {
        try
        {
            change();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Without its cause, which would be logged with the whole name.
            throw new IOException(GuidText.Cut(failure.Message), failure.HResult);
        }
    }

    private static void RemoveTree(string folder)
    {
        if (Directory.Exists(folder))
        {
            using var parent = SafeFolder.Open(Path.GetDirectoryName(folder)!);
            parent.DeleteTree(Path.GetFileName(folder));
        }
    }

    private static string Name(string prefix, SessionId session, int digits) => Hash(prefix + session.Value)[..digits];

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
