using System.Text;
using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Agent.Tests.Folders;

public sealed class SessionFoldersTests : IDisposable
{
    private readonly TemporaryFolder temporary = new();
    private readonly SessionId session = SessionId.New("someone@example.com", TimeProvider.System);

    public void Dispose() => temporary.Dispose();

    [Fact]
    public void The_link_named_by_the_guid_leads_to_a_folder_that_does_not_tell_it()
    {
        var folders = new SessionFolders(temporary.Path);

        var folder = folders.Create(session);
        folders.Create(session);

        Assert.DoesNotContain(session.Short, folder, StringComparison.Ordinal);
        Assert.DoesNotContain(session.Short, folders.SocketFolderOf(session), StringComparison.Ordinal);
        Assert.Equal(folder, LinkTarget("active"));
        Assert.True(folders.Exists(session));
    }

    [Fact]
    public void What_goes_wrong_with_a_link_is_told_without_the_whole_guid()
    {
        var folders = new SessionFolders(temporary.Path);
        Directory.CreateDirectory(Path.Combine(temporary.Path, "sessions", "active", session.Value));

        var failure = Assert.Throws<IOException>(() => folders.Create(session));

        Assert.DoesNotContain(session.Value, failure.ToString(), StringComparison.Ordinal);
        Assert.Contains(session.Short, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_deleted_sessions_link_moves_and_its_folder_stays_until_it_is_removed()
    {
        var folders = new SessionFolders(temporary.Path);
        var folder = folders.Create(session);
        File.WriteAllText(Path.Combine(folder, "kept"), "x");

        folders.MarkDeleted(session);
        folders.MarkDeleted(session);

        Assert.Null(LinkTarget("active"));
        Assert.Equal(folder, LinkTarget("deleted"));

        folders.Create(session);
        Assert.Equal(folder, LinkTarget("active"));
        Assert.Null(LinkTarget("deleted"));
        Assert.True(File.Exists(Path.Combine(folder, "kept")));

        folders.Remove(session);
        folders.Remove(session);
        Assert.False(folders.Exists(session));
        Assert.Null(LinkTarget("active"));
        Assert.Empty(Directory.GetFileSystemEntries(temporary["sessions/folders"]));
    }

    [Fact]
    public void Sockets_of_a_data_folder_with_a_long_path_go_where_their_names_fit()
    {
        var folders = new SessionFolders(temporary[new string('d', 120)]);

        var sockets = folders.SocketFolderOf(session);

        Assert.True(Encoding.UTF8.GetByteCount(Path.Combine(sockets, "worker.sock")) <= 107);
        Assert.NotEqual(sockets, new SessionFolders(temporary[new string('e', 120)]).SocketFolderOf(session));
    }

    private string? LinkTarget(string state) =>
        new FileInfo(temporary[$"sessions/{state}/{session.Value}"]).LinkTarget is { } target
            ? Path.GetFullPath(target, temporary[$"sessions/{state}"])
            : null;
}
