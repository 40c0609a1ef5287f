using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Builder.Workspaces;
using TmuxBuilder.Contracts;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Builder.Tests.Workspaces;

public sealed class SafeSessionFilesTests : SessionFilesContract, IDisposable
{
    private readonly string data = Directory.CreateTempSubdirectory("tb-files-").FullName;
    private readonly SessionFolders folders;

    public SafeSessionFilesTests()
    {
        folders = new SessionFolders(data);
        Files = new SessionFiles(folders);
    }

    protected override ISessionFiles Files { get; }

    public void Dispose() => Directory.Delete(data, recursive: true);

    protected override string MakeFolder(SessionId session) => folders.Create(session);
}
